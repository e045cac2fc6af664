-- One row per record that reports an adoption and outlet, with its place among all that do: those that name the
-- day first, then in the order in which they arrived; rows of hidden sheets last.
select
    reported.*,
    matched.adoption_id,
    row_number() over (
        partition by matched.adoption_id
        order by
            reported.is_old_copy, reported.date_precision != 'day', reported.received_on, reported.file_name,
            reported.sheet_name, reported.row_number, reported.outlet_code
    ) as report_order
from {{ ref('int_adoption__reported') }} as reported
inner join {{ ref('int_adoption__matched') }} as matched using (report_id)
