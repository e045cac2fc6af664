-- Each adoption is counted once, for its lead unit, in the facts per month and per period.
with counted as (
    select
        (select count(*) from {{ ref('int_adoption__distinct') }}) as adoptions,
        (select sum(adoption_count) from {{ ref('fct_unit_tier_month') }}) as in_months,
        (
            select count(*) from {{ ref('fct_adoption') }}
            where is_lead
        ) as led,
        (select sum(adoption_count) from {{ ref('fct_piece') }}) as in_pieces
)

select *
from counted
where
    adoptions is distinct from in_months
    or adoptions is distinct from led
    or adoptions is distinct from coalesce(in_pieces, 0)
