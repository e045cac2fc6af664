-- One row per record that reports an adoption and outlet, with its place among all that do: those that
-- name the day first, then in the order in which they arrived; rows of hidden sheets last.
with told as (
    select
        reported.*,
        matched.adoption_id
    from {{ ref('int_adoption__reported') }} as reported
    inner join {{ ref('int_adoption__matched') }} as matched using (report_id)
),

-- Most adoptions are reported once: only the others are put in order.
several as (
    select adoption_id
    from told
    group by adoption_id
    having count(*) > 1
),

ordered as (
    select
        told.*,
        row_number() over (
            partition by told.adoption_id
            order by
                told.is_old_copy, told.date_precision != 'day', told.received_on, told.file_name,
                told.sheet_name, told.row_number, told.outlet_code
        ) as report_order
    from told
    semi join several using (adoption_id)

    union all

    select
        told.*,
        1 as report_order
    from told
    anti join several using (adoption_id)
)

select
    record_id,
    side,
    is_old_copy,
    received_on,
    adopted_on,
    adopted_to,
    date_precision,
    unit_codes,
    outlet_code,
    article_title,
    title_key,
    report_id,
    adoption_id,
    report_order
from ordered
