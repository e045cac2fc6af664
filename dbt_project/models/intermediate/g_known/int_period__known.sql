-- One row per register and month of the office of which it is known, so that nothing in it means nothing; of
-- every unit, or of the unit named. What was adopted is known, of every unit, with an adoption dated in the
-- month, a zero report for it, or a register that speaks of it; what another register holds, of a unit with
-- its own record or zero report, and of the units that a register of the kind speaks for.
-- A register speaks of the month in its name, and where its rows name none of that of its folder; one of
-- several months, by its name or by most of its rows, of all from its first row to its last: a few late rows
-- do not speak of what lies between. It speaks for every unit, but for its own alone if its rows name but one
-- and its name, or another register of the month that does so too, says whose it is. Everything before the
-- office began to count is unknown.
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

delivered as (
    select
        'adoption' as register,
        record.delivery_id,
        null as unit_code,
        delivery.context_year,
        delivery.context_month,
        null as heading,
        case when judged.is_countable then dated.adopted_on end as on_day
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    inner join {{ ref('int_record__judged') }} as judged using (record_id)
    inner join {{ ref('int_record__dated') }} as dated using (record_id)
    where delivery.side = 'claimed' and record.row_number > 0

    union all

    select
        record.register,
        record.delivery_id,
        counted.unit_codes[1] as unit_code,
        record.context_year,
        record.context_month,
        concat_ws('|', record.sheet_name, record.table_title) as heading,
        counted.happened_on as on_day
    from {{ ref('stg_register__record') }} as record
    left join {{ ref('int_register__distinct') }} as counted using (record_id)
    where record.row_number > 0
),

row_of_register as (
    select
        delivered.register,
        delivered.delivery_id,
        delivered.unit_code,
        delivered.heading,
        delivered.on_day,
        delivery.file_name,
        delivery.base_name,
        delivery.received_on,
        delivery.is_month_in_name,
        printf('%04d-%02d', delivered.context_year, delivered.context_month) as own_month
    from delivered
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
),

-- Days before months: they are few.
day as (
    select adopted_on as on_day
    from {{ ref('int_adoption__distinct') }}

    union distinct

    select on_day
    from row_of_register
),

day_month as (
    select
        day.on_day,
        month.month_code,
        month.serial
    from day
    inner join month on day.on_day between month.first_day and month.last_day
),

dated_row as (
    select
        row_of_register.register,
        row_of_register.delivery_id,
        row_of_register.base_name,
        day_month.serial,
        max(day_month.serial) over (
            partition by row_of_register.register, row_of_register.delivery_id
        ) as last_serial
    from row_of_register
    inner join day_month using (on_day)
),

covered as (
    select
        register,
        delivery_id,
        min(serial) as first_serial,
        min(last_serial) as last_serial,
        2 * count(*) filter (where serial < last_serial) > count(*)
        or coalesce(
            regexp_matches({{ named_period('base_name') }}, '季度|半年|年度|全年|[-－—–~～至到、]'), false
        ) as is_of_several
    from dated_row
    group by register, delivery_id, base_name
),

spoken as (
    select distinct
        row_of_register.register,
        row_of_register.delivery_id,
        month.month_code
    from row_of_register
    inner join month
        on row_of_register.own_month = month.month_code and row_of_register.received_on >= month.first_day
    left join covered using (register, delivery_id)
    where row_of_register.is_month_in_name or covered.delivery_id is null

    union distinct

    select
        covered.register,
        covered.delivery_id,
        month.month_code
    from covered
    inner join month
        on covered.is_of_several and month.serial between covered.first_serial and covered.last_serial
),

-- Whose a register is: of one unit, or of several.
named as (
    select
        register,
        delivery_id,
        min(unit_code) as unit_code,
        count(distinct unit_code) as unit_count,
        {{ name_key("concat_ws('|', any_value(file_name), any_value(heading))") }} as name_text
    from row_of_register
    group by register, delivery_id
),

whose as (
    select
        named.register,
        named.delivery_id,
        named.unit_code,
        named.unit_count,
        coalesce(bool_or(contains(named.name_text, alias.name_key)), false) as is_own
    from named
    left join {{ ref('stg_office__alias') }} as alias
        on
            if(named.unit_count = 1, named.unit_code, null) = alias.code
            and alias.kind = 'unit'
            and length(alias.name_key) > 1
    group by named.register, named.delivery_id, named.unit_code, named.unit_count
),

of_units as (
    select
        spoken.register,
        spoken.month_code,
        if(
            spoken.register = 'adoption'
            or max(whose.unit_count) > 1
            or (count(distinct whose.unit_code) = 1 and not bool_or(whose.is_own)),
            [null],
            list(distinct whose.unit_code)
        ) as unit_codes
    from spoken
    inner join whose using (register, delivery_id)
    group by spoken.register, spoken.month_code
),

zero_report as (
    select
        credited.unit_code,
        month.month_code
    from {{ ref('int_register__credited') }} as credited
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    left join {{ ref('int_period__part') }} as part
        on part.case_code = '' and dated.period_code = part.period_code and part.is_inside
    inner join month on coalesce(part.month_code, credited.month_code) = month.month_code
    where credited.register = 'zero_report'
),

adoption_known as (
    select month_code
    from of_units
    where register = 'adoption'

    union distinct

    select day_month.month_code
    from {{ ref('int_adoption__distinct') }} as adoption
    inner join day_month on adoption.adopted_on = day_month.on_day

    union distinct

    select month_code
    from zero_report
),

known as (
    select
        register,
        unnest(unit_codes) as unit_code,
        month_code
    from of_units
    where register != 'adoption'

    union distinct

    select
        'adoption' as register,
        null as unit_code,
        month_code
    from adoption_known

    union distinct

    -- who has nothing has sent nothing in
    select
        'submission' as register,
        unit_code,
        month_code
    from zero_report

    union distinct

    select
        credited.register,
        credited.unit_code,
        month.month_code
    from {{ ref('int_register__credited') }} as credited
    inner join month using (month_code)
)

select
    register,
    unit_code,
    month_code
from known
