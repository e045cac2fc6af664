-- One row per record of a register beside adoptions: what became of it, and why.
with place as (
    select
        record_id,
        concat_ws(' ', file_name, nullif(sheet_name, ''), '第' || row_number || '行') as place_text
    from {{ ref('stg_register__record') }}
),

told as (
    select
        record_id,
        standing_record_id,
        'same_record' as reason_code
    from {{ ref('int_register__distinct') }}
    where not is_standing

    union all

    select
        record_id,
        of_record_id as standing_record_id,
        reason_code
    from {{ ref('int_record__version') }}
    where reason_code = 'version_same'
),

repeated as (
    select
        told.record_id,
        told.standing_record_id,
        told.reason_code,
        replace(reason.sentence, '{value}', place.place_text) as reason
    from told
    inner join place on told.standing_record_id = place.record_id
    inner join {{ ref('reject_reason') }} as reason using (reason_code)
)

select
    record.record_id,
    record.delivery_id,
    record.file_name,
    record.sheet_name,
    record.row_number,
    record.register,
    case
        when judged.reason_code in ('superseded', 'version_gone', 'version_changed', 'version_read')
        then 'superseded'
        when judged.reason_code = 'version_same' then 'duplicate'
        when judged.reason_code is not null then 'rejected'
        when repeated.record_id is not null then 'duplicate'
        else 'accepted'
    end as outcome,
    coalesce(judged.reason_code, repeated.reason_code) as reason_code,
    if(
        judged.reason_code = 'version_same', repeated.reason, coalesce(judged.reason, repeated.reason)
    ) as reason,
    coalesce(repeated.standing_record_id, version.of_record_id) as of_record_id,
    coalesce(
        month.month_code,
        strftime(dated.happened_on, '%Y-%m'),  -- the calendar does not reach that far
        printf('%04d-%02d', record.context_year, record.context_month)
    ) as month_code,
    record.unit_name,
    coalesce(record.account_name, record.outlet_name) as outlet_name,
    record.article_title,
    coalesce(
        record.submitted_on, record.deadline, record.commented_on, record.awarded_on, record.notified_on,
        record.scored_on, record.figure_on, record.period
    ) as day_text,
    record.cells
from {{ ref('stg_register__record') }} as record
inner join {{ ref('int_register__judged') }} as judged using (record_id)
inner join {{ ref('int_register__dated') }} as dated using (record_id)
left join {{ days_of_months() }} as month on dated.happened_on = month.on_day
left join repeated using (record_id)
left join {{ ref('int_record__version') }} as version using (record_id)
