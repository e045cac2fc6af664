-- Every adoption has a line under every scheme, if only one of zero points that says why.
with scheme as (
    select distinct scheme_code
    from {{ ref('dim_rule_version') }}
)

select
    scheme.scheme_code,
    adoption.adoption_id
from {{ ref('int_adoption__distinct') }} as adoption
cross join scheme

except

select
    scheme_code,
    adoption_id
from {{ ref('fct_score_line') }}
where step = 'tariff'
