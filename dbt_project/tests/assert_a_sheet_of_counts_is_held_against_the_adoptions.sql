-- What a sheet says an outlet took from a unit is the sum of its cells; beside it stand the adoptions that
-- credit the unit, and the difference is between the two.
with cell as (
    select
        unit_code,
        outlet_code,
        period_code,
        unnest(record_ids) as record_id
    from {{ ref('fct_outlet_count') }}
),

claimed as (
    select
        cell.unit_code,
        cell.outlet_code,
        cell.period_code,
        sum(said.quantity) as quantity,
        min(credited.received_on) as received_on
    from cell
    left join {{ ref('stg_register__outlet_count') }} as said using (record_id)
    left join {{ ref('int_register__credited') }} as credited
        on cell.record_id = credited.record_id and cell.unit_code = credited.unit_code
    left join {{ ref('int_register__dated') }} as dated
        on cell.record_id = dated.record_id and cell.period_code = dated.period_code
    left join {{ ref('int_name__resolved') }} as outlet
        on cell.record_id = outlet.record_id and cell.outlet_code = outlet.code and outlet.kind = 'outlet'
    group by cell.unit_code, cell.outlet_code, cell.period_code
    having
        count(*) = count(said.quantity)
        and count(*) = count(credited.record_id)
        and count(*) = count(dated.record_id)
        and count(*) = count(outlet.record_id)
),

adopted as (
    select
        adoption.unit_code,
        adoption.outlet_code,
        part.period_code,
        count(*) as adoption_count
    from {{ ref('fct_adoption') }} as adoption
    inner join {{ ref('dim_period_month') }} as part
        on adoption.month_code = part.month_code and part.is_inside
    group by adoption.unit_code, adoption.outlet_code, part.period_code
)

select
    unit_code,
    outlet_code,
    period_code
from {{ ref('fct_outlet_count') }} as published
left join claimed using (unit_code, outlet_code, period_code)
left join adopted using (unit_code, outlet_code, period_code)
where
    published.claimed_count is distinct from claimed.quantity
    or published.received_on is distinct from claimed.received_on
    or published.adoption_count is distinct from coalesce(adopted.adoption_count, 0)
    or published.difference is distinct from published.claimed_count - published.adoption_count
