-- An adoption on a day when a version of a scheme is in force has a line of it, if only one of zero points.
select
    version.scheme_code,
    adoption.adoption_id
from {{ ref('int_adoption__distinct') }} as adoption
inner join {{ ref('dim_rule_version') }} as version on {{ in_force('adoption.adopted_on', 'version') }}

except

select
    scheme_code,
    adoption_id
from {{ ref('fct_score_line') }}
where step = 'tariff'
