-- One row per month of the office of which something that tells what was adopted has arrived, so that nothing
-- in it means nothing: an adoption dated in it, a zero report for it, or a register that speaks of it. A
-- register speaks of the month in its name, and where its rows name none of that of its folder; one of
-- several months, by its name or by most of its rows, of all from its first row to its last: a few late rows
-- do not speak of what lies between. Everything before the office began to count is unknown.
with month as (
    select
        month.month_code,
        month.serial,
        month.first_day,
        month.last_day
    from {{ ref('int_period__month') }} as month
    cross join {{ source('office', 'office_setting') }} as setting
    where month.case_code = '' and month.last_day >= setting.counted_from
),

row_of_register as (
    select
        record.delivery_id,
        delivery.base_name,
        delivery.received_on,
        delivery.is_month_in_name,
        printf('%04d-%02d', delivery.context_year, delivery.context_month) as own_month,
        case when judged.is_countable then dated.adopted_on end as adopted_on
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    inner join {{ ref('int_record__judged') }} as judged using (record_id)
    inner join {{ ref('int_record__dated') }} as dated using (record_id)
    where delivery.side = 'claimed' and record.row_number > 0
),

-- Days before months: they are few.
day as (
    select adopted_on
    from {{ ref('int_adoption__distinct') }}

    union distinct

    select adopted_on
    from row_of_register
),

day_month as (
    select
        day.adopted_on,
        month.month_code,
        month.serial
    from day
    inner join month on day.adopted_on between month.first_day and month.last_day
),

dated_row as (
    select
        row_of_register.delivery_id,
        row_of_register.base_name,
        day_month.serial,
        max(day_month.serial) over (partition by row_of_register.delivery_id) as last_serial
    from row_of_register
    inner join day_month using (adopted_on)
),

covered as (
    select
        delivery_id,
        min(serial) as first_serial,
        min(last_serial) as last_serial,
        2 * count(*) filter (where serial < last_serial) > count(*)
        or coalesce(
            regexp_matches({{ named_period('base_name') }}, '季度|半年|年度|全年|[-－—–~～至到、]'), false
        ) as is_of_several
    from dated_row
    group by delivery_id, base_name
),

known as (
    select day_month.month_code
    from {{ ref('int_adoption__distinct') }}
    inner join day_month using (adopted_on)

    union distinct

    select month.month_code
    from row_of_register
    inner join month
        on row_of_register.own_month = month.month_code and row_of_register.received_on >= month.first_day
    left join covered using (delivery_id)
    where row_of_register.is_month_in_name or covered.delivery_id is null

    union distinct

    select month.month_code
    from covered
    inner join month
        on covered.is_of_several and month.serial between covered.first_serial and covered.last_serial

    union distinct

    select month.month_code
    from {{ ref('int_register__credited') }} as credited
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    left join {{ ref('int_period__part') }} as part
        on part.case_code = '' and dated.period_code = part.period_code and part.is_inside
    inner join month on coalesce(part.month_code, credited.month_code) = month.month_code
    where credited.register = 'zero_report'
)

select month_code
from known
