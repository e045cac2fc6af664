-- Every record that ever arrived, and what became of it: nothing is dropped in silence.
with of_adoption as (
    select
        reported.record_id,
        bool_or(reported.record_id = adoption.record_id and adoption.is_counted) as is_accepted,
        min(adoption.record_id) filter (
            where reported.record_id != adoption.record_id and adoption.is_counted
        )
            as first_record_id,
        min(adoption.claim_code) filter (where not adoption.is_counted) as uncounted_claim
    from {{ ref('int_adoption__reported') }} as reported
    inner join {{ ref('int_adoption__matched') }} using (report_id)
    inner join {{ ref('int_adoption__merged') }} as adoption using (adoption_id)
    group by reported.record_id
),

-- In the file that corrects it, the row of the same title, of the same outlet if there is one.
replaced as (
    select
        record.record_id,
        superseded.correction_id,
        arg_min(
            later.record_id,
            (later.outlet_text is distinct from record.outlet_text, later.sheet_name, later.row_number)
        ) filter (where later.title_key = record.title_key) as later_record_id
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('int_delivery__superseded') }} as superseded using (delivery_id)
    left join {{ ref('stg_landed__record') }} as later
        on superseded.correction_id = later.delivery_id and record.title_key = later.title_key
    group by record.record_id, superseded.correction_id
),

fate as (
    select
        judged.record_id,
        case
            when judged.reason_code in ('superseded', 'version_gone', 'version_changed', 'version_read')
            then 'superseded'
            when judged.reason_code = 'version_same' then 'duplicate'
            when of_adoption.is_accepted then 'accepted'
            when of_adoption.first_record_id is not null then 'duplicate'
            else 'rejected'
        end as outcome,
        judged.reason_code,
        judged.reason,
        coalesce(of_adoption.first_record_id, version.of_record_id) as of_record_id,
        of_adoption.uncounted_claim
    from {{ ref('int_record__judged') }} as judged
    left join of_adoption using (record_id)
    left join {{ ref('int_record__version') }} as version using (record_id)
),

explained as (
    select
        fate.record_id,
        fate.outcome,
        case fate.outcome
            when 'duplicate' then if(fate.reason_code = 'version_same', 'version_same', 'same_adoption')
            when 'rejected' then coalesce(fate.reason_code, fate.uncounted_claim)
            when 'superseded' then fate.reason_code
        end as reason_code,
        case fate.outcome
            when 'duplicate' then fate.of_record_id
            when 'superseded' then coalesce(replaced.later_record_id, fate.of_record_id)
        end as of_record_id,
        if(fate.outcome in ('rejected', 'superseded'), fate.reason, null) as own_reason
    from fate
    left join replaced using (record_id)
),

-- Where the records stand that others are copies of.
place as (
    select
        record.record_id,
        concat_ws(' ', delivery.file_name, nullif(record.sheet_name, ''), '第' || record.row_number || '行')
            as place_text
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    where record.record_id in (select of_record_id from explained)
)

select
    record.record_id,
    record.delivery_id,
    delivery.file_name,
    record.sheet_name,
    record.row_number,
    'adoption' as register,
    explained.outcome,
    explained.reason_code,
    coalesce(explained.own_reason, replace(reason.sentence, '{value}', coalesce(place.place_text, '')))
        as reason,
    explained.of_record_id,
    coalesce(
        month.month_code,
        strftime(dated.adopted_on, '%Y-%m'),  -- the calendar does not reach that far
        printf('%04d-%02d', delivery.context_year, delivery.context_month)
    ) as month_code,
    record.unit_text as unit_name,
    record.outlet_text as outlet_name,
    record.article_title,
    record.adopted_on_text,
    record.cells
from {{ ref('stg_landed__record') }} as record
inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
inner join explained using (record_id)
inner join {{ ref('int_record__dated') }} as dated using (record_id)
left join {{ days_of_months() }} as month on dated.adopted_on = month.on_day
left join {{ ref('reject_reason') }} as reason using (reason_code)
left join place on explained.of_record_id = place.record_id

union all

select
    record_id,
    delivery_id,
    file_name,
    sheet_name,
    row_number,
    register,
    outcome,
    reason_code,
    reason,
    of_record_id,
    month_code,
    unit_name,
    outlet_name,
    article_title,
    day_text as adopted_on_text,
    cells
from {{ ref('int_register__outcome') }}
