-- One row per record that reports an adoption and outlet, with its place among all that do: those that
-- name the day first, then in the order in which they arrived; rows of hidden sheets last.
select
    reported.record_id,
    reported.delivery_id,
    reported.sheet_name,
    reported.row_number,
    reported.file_name,
    reported.side,
    reported.is_old_copy,
    reported.received_on,
    reported.adopted_on,
    reported.adopted_to,
    reported.date_precision,
    reported.unit_codes,
    reported.unit_set,
    reported.outlet_code,
    reported.article_title,
    reported.title_key,
    reported.report_id,
    matched.adoption_id,
    row_number() over (
        partition by matched.adoption_id
        order by
            reported.is_old_copy, reported.date_precision != 'day', reported.received_on, reported.file_name,
            reported.sheet_name, reported.row_number, reported.outlet_code
    ) as report_order
from {{ ref('int_adoption__reported') }} as reported
inner join {{ ref('int_adoption__matched') }} as matched using (report_id)
