-- Every record that ever arrived, and what became of it: nothing is dropped in silence.
with of_adoption as (
    select
        reported.record_id,
        bool_or(reported.record_id = adoption.record_id) as is_first,
        min(adoption.record_id) filter (where reported.record_id != adoption.record_id) as first_record_id
    from {{ ref('int_adoption__reported') }} as reported
    inner join {{ ref('int_adoption__distinct') }} as adoption using (adoption_id)
    group by reported.record_id
),

place as (
    select
        record.record_id,
        concat_ws(' ', delivery.file_name, nullif(record.sheet_name, ''), '第' || record.row_number || '行')
            as place_text
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
),

duplicate_reason as (
    select sentence
    from {{ ref('reject_reason') }}
    where reason_code = 'same_adoption'
)

select
    record.record_id,
    record.delivery_id,
    delivery.file_name,
    record.sheet_name,
    record.row_number,
    'adoption' as register,
    case
        when judged.reason_code = 'superseded' then 'superseded'
        when judged.reason_code is not null then 'rejected'
        when of_adoption.is_first then 'accepted'
        else 'duplicate'
    end as outcome,
    case when of_adoption.is_first is false then 'same_adoption' else judged.reason_code end as reason_code,
    case
        when
            of_adoption.is_first is false
        then replace(duplicate_reason.sentence, '{value}', place.place_text)
        else judged.reason
    end as reason,
    case when of_adoption.is_first is false then of_adoption.first_record_id end as of_record_id,
    coalesce(
        strftime(dated.adopted_on, '%Y-%m'),
        printf('%04d-%02d', delivery.context_year, delivery.context_month)
    ) as month_code,
    record.unit_text as unit_name,
    record.outlet_text as outlet_name,
    record.article_title,
    record.adopted_on_text,
    record.cells
from {{ ref('stg_landed__record') }} as record
inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
inner join {{ ref('int_record__judged') }} as judged using (record_id)
inner join {{ ref('int_record__dated') }} as dated using (record_id)
left join of_adoption using (record_id)
left join place on of_adoption.first_record_id = place.record_id
cross join duplicate_reason

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
