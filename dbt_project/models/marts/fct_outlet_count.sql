-- One row per unit, outlet and period for which a sheet gives a count, held against the adoptions counted.
-- Where no sheet says anything there is no row, whatever was adopted.
with claimed as (
    select
        credited.unit_code,
        outlet.code as outlet_code,
        dated.period_code,
        sum(said.quantity)::integer as claimed_count,
        list(credited.record_id order by credited.record_id) as record_ids,
        min(credited.received_on) as received_on
    from {{ ref('int_register__credited') }} as credited
    inner join {{ ref('stg_register__outlet_count') }} as said using (record_id)
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    inner join {{ ref('int_name__resolved') }} as outlet
        on credited.record_id = outlet.record_id and outlet.kind = 'outlet' and outlet.position = 1
    where credited.register = 'outlet_count'
    group by credited.unit_code, outlet.code, dated.period_code
),

-- A period that the calendar does not reach has no adoptions.
counted as (
    select
        adoption.unit_code,
        adoption.outlet_code,
        month.period_code,
        count(*) as adoption_count
    from {{ ref('fct_adoption') }} as adoption
    inner join {{ ref('dim_period_month') }} as month using (month_code)
    where month.is_inside
    group by adoption.unit_code, adoption.outlet_code, month.period_code
)

select
    claimed.unit_code,
    claimed.outlet_code,
    claimed.period_code,
    claimed.claimed_count,
    coalesce(counted.adoption_count, 0)::integer as adoption_count,
    (claimed.claimed_count - coalesce(counted.adoption_count, 0))::integer as difference,
    claimed.record_ids,
    claimed.received_on
from claimed
left join counted using (unit_code, outlet_code, period_code)
