-- One row per scheme and thing to be scored: every adoption under the version in force on its day, and every
-- worked example under its own version, so that both go through the same models.
with scheme as (
    select distinct scheme_code
    from {{ ref('stg_rulebook__version') }}
)

select
    scheme.scheme_code,
    version.rule_version,
    adoption.adoption_id as subject_id,
    adoption.outlet_code,
    adoption.tier_code,
    adoption.medium_code,
    adoption.placement_code,
    adoption.words
from {{ ref('int_adoption__described') }} as adoption
cross join scheme
left join {{ ref('stg_rulebook__version') }} as version
    on
        scheme.scheme_code = version.scheme_code
        and {{ in_force('adoption.adopted_on', 'version') }}

union all

select
    example.scheme_code,
    example.rule_version,
    concat_ws('|', 'example', example.scheme_code, example.rule_version, example.example_number)
        as subject_id,
    example.outlet_code,
    outlet.tier_code,
    outlet.medium_code,
    example.placement_code,
    example.words
from {{ ref('stg_rulebook__example') }} as example
inner join {{ ref('stg_office__outlet') }} as outlet using (outlet_code)
