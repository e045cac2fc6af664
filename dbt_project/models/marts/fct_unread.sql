-- One row per file of which nothing counts though all that is wrong in it can still be put right, month it
-- speaks of, and unit it names: a file that could not be read, or of which every record waits for an answer.
-- What such a unit has had adopted is not known. A file that names no unit stands without one; one that
-- names no month is of that of its receipt, and one that names a month without a year of the last such.
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
),

delivered as (
    select
        delivery_id,
        received_on,
        coalesce(context_month, {{ named_month('folder_name') }}) as named_month
    from {{ ref('stg_landed__delivery') }}
),

dated as (
    select
        delivered.delivery_id,
        coalesce(
            printf(
                '%04d-%02d',
                {{ year_of_month('named_month', 'year(received_on)', 'month(received_on)') }},
                named_month
            ),
            month.month_code,
            strftime(received_on, '%Y-%m')
        ) as month_code
    from delivered
    left join {{ days_of_months() }} as month on delivered.received_on = month.on_day
),

spoken as (
    select distinct
        asked.delivery_id,
        name.code as unit_code,
        coalesce(asked.month_code, dated.month_code) as month_code,
        asked.file_name,
        waiting.problem,
        count(name.code) over (partition by asked.delivery_id) > 0 as names_unit
    from asked
    inner join waiting using (delivery_id)
    inner join dated using (delivery_id)
    left join {{ ref('int_name__resolved') }} as name
        on asked.record_id = name.record_id and name.kind = 'unit'
)

-- A row that names no unit says nothing where another of the file does; of rows that wait each says so.
select
    delivery_id,
    unit_code,
    month_code,
    file_name,
    problem
from spoken
where unit_code is not null or (not names_unit and problem is not null)
