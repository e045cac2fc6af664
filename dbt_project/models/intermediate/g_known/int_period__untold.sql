-- One row per register that quotas or tasks count, period and unit that answers in it, of which it is not
-- known what happened: a register that comes month by month is missing for a begun month, of any other
-- nothing has come for the whole period. Who wrote what was adopted (`author`) is not known either where no
-- adoption names anybody, of the unit or of any.
with asked as (
    select looked_at.register
    from {{ ref('int_score__looked_at') }} as looked_at
    inner join {{ ref('stg_rulebook__need') }} as need
        on
            looked_at.scheme_code = need.scheme_code
            and looked_at.rule_version = need.rule_version
            and looked_at.when_id in (need.when_id, need.other_when_id)

    union distinct

    select counted as register
    from {{ ref('stg_office__quota') }}
),

known_of_all as (
    select
        register,
        month_code
    from {{ ref('int_period__known') }}
    where unit_code is null
),

told as (
    select
        asked.register,
        part.period_code,
        reporting.reporting_unit_code as unit_code,
        part.month_code,
        unit.unit_code as part_code,
        bool_or(of_all.register is not null or own.register is not null) as is_known
    from asked
    inner join {{ ref('int_period__part') }} as part on part.case_code = '' and part.is_inside
    inner join {{ ref('int_unit__reporting') }} as reporting
        on reporting.case_code = '' and part.period_code = reporting.period_code
    inner join {{ ref('int_period__month') }} as month
        on month.case_code = '' and part.month_code = month.month_code
    inner join {{ ref('stg_office__unit') }} as unit
        on
            reporting.unit_code = unit.unit_code
            and {{ in_force_during('month.first_day', 'month.last_day', 'unit') }}
    left join known_of_all as of_all
        on asked.register = of_all.register and part.month_code = of_all.month_code
    left join {{ ref('int_period__known') }} as own
        on
            asked.register = own.register
            and part.month_code = own.month_code
            and unit.unit_code = own.unit_code
    group by all
),

untold as (
    select
        told.register,
        told.period_code,
        told.unit_code
    from told
    left join {{ ref('register') }} as register using (register)
    group by told.register, told.period_code, told.unit_code
    having
        if(
            coalesce(any_value(register.comes_monthly), true),
            not bool_and(told.is_known),
            not bool_or(told.is_known)
        )
),

-- Adoptions are many; by unit and month there are few.
signed_in_month as (
    select
        credited.unit_code,
        month.month_code,
        count(author.adoption_id) as author_count
    from {{ ref('int_adoption__credited') }} as credited
    inner join {{ days_of_months() }} as month on credited.adopted_on = month.on_day
    left join {{ ref('int_adoption__author') }} as author
        on credited.adoption_id = author.adoption_id and credited.unit_code = author.unit_code
    group by credited.unit_code, month.month_code
),

signed as (
    select
        part.period_code,
        reporting.reporting_unit_code as unit_code,
        sum(signed_in_month.author_count) as author_count
    from signed_in_month
    inner join {{ ref('int_period__part') }} as part
        on part.case_code = '' and signed_in_month.month_code = part.month_code and part.is_inside
    inner join {{ ref('int_unit__reporting') }} as reporting
        on
            reporting.case_code = ''
            and part.period_code = reporting.period_code
            and signed_in_month.unit_code = reporting.unit_code
    group by part.period_code, reporting.reporting_unit_code
),

unsigned as (
    select period_code
    from signed
    group by period_code
    having sum(author_count) = 0
)

select
    register,
    period_code,
    unit_code
from untold

union distinct

select
    'author' as register,
    period_code,
    unit_code
from untold
where register = 'adoption'

union distinct

select
    'author' as register,
    period_code,
    unit_code
from signed
where author_count = 0

union distinct

select
    'author' as register,
    reporting.period_code,
    reporting.reporting_unit_code as unit_code
from unsigned
inner join {{ ref('int_unit__reporting') }} as reporting
    on reporting.case_code = '' and unsigned.period_code = reporting.period_code
