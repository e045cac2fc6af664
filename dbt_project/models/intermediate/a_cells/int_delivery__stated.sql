-- One row per delivery that says how many pieces it holds: its totals against the records of the same sheets.
with record_of_sheet as (
    select
        delivery_id,
        sheet_name,
        count(*) as record_count
    from {{ ref('stg_landed__record') }}
    where problem_code is distinct from 'hidden_sheet' and row_number > 0
    group by delivery_id, sheet_name
),

total_of_sheet as (
    select
        delivery_id,
        sheet_name,
        sum(stated_count) filter (where not is_subtotal) as sum_of_totals,
        arg_max(stated_count, row_number) filter (where not is_subtotal) as last_total,
        coalesce(sum(stated_count) filter (where is_subtotal), 0) as subtotal_count
    from {{ ref('stg_landed__total') }}
    group by delivery_id, sheet_name
),

stated as (
    select
        delivery_id,
        sheet_name,
        record_of_sheet.record_count,
        total_of_sheet.subtotal_count,
        -- several totals are of several tables, unless the last one sums up those above it
        case
            when
                total_of_sheet.sum_of_totals != record_of_sheet.record_count
                and total_of_sheet.sum_of_totals = 2 * total_of_sheet.last_total
            then total_of_sheet.last_total
            else total_of_sheet.sum_of_totals
        end as stated_count
    from total_of_sheet
    inner join record_of_sheet using (delivery_id, sheet_name)
    where total_of_sheet.sum_of_totals is not null
),

delivery as (
    select
        delivery_id,
        sum(stated_count)::integer as stated_count,
        sum(record_count)::integer as record_count,
        sum(subtotal_count)::integer as subtotal_count
    from stated
    group by delivery_id
)

select
    delivery_id,
    stated_count,
    record_count,
    stated_count - record_count as stated_difference,
    case
        when stated_count = record_count then null
        when stated_count = record_count + subtotal_count
        then printf('文件的合计 %d 篇把小计 %d 篇又加了一遍，记录是 %d 条', stated_count, subtotal_count, record_count)
        else printf('文件的合计是 %d 篇，读出的记录是 %d 条', stated_count, record_count)
    end as stated_note
from delivery
