-- One row per file of which nothing counts though all that is wrong in it can still be put right, month it
-- speaks of, and unit it names: a file that could not be read, or of which every record waits for an answer.
-- What such a unit has had adopted is not known.
with asked as (
    select
        record.record_id,
        record.delivery_id,
        record.file_name,
        record.row_number,
        record.month_code,
        record.reason,
        record.outcome = 'rejected'
        -- a reason with a sentence that asks for nothing is final; one without is a reader's
        and (asked_reason.reason_code is not null or sentence.reason_code is null) as is_open
    from {{ ref('fct_record') }} as record
    left join {{ ref('asked_reason') }} as asked_reason using (reason_code)
    left join {{ ref('reject_reason') }} as sentence using (reason_code)
),

waiting as (
    select
        asked.delivery_id,
        min(asked.reason) filter (where asked.row_number = 0) as problem
    from asked
    left join {{ ref('int_delivery__superseded') }} as superseded using (delivery_id)
    left join {{ ref('stg_office__decision') }} as decision
        on
            decision.kind = 'delivery'
            and asked.delivery_id = decision.subject
            and decision.answer = '不计'
    where superseded.delivery_id is null and decision.subject is null
    group by asked.delivery_id
    having bool_and(asked.is_open)
)

select distinct
    asked.delivery_id,
    name.code as unit_code,
    asked.month_code,
    asked.file_name,
    waiting.problem
from asked
inner join waiting using (delivery_id)
inner join {{ ref('int_name__resolved') }} as name using (record_id)
where name.kind = 'unit' and name.code is not null and asked.month_code is not null
