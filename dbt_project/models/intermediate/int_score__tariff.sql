-- One row per scheme and adoption: the rule version in force on its day and the most specific tariff line
-- that fits. No line: the rule does not list it, and says what that earns.
select
    version.scheme_code,
    version.rule_version,
    version.reuse,
    version.sharing,
    version.decimals,
    adoption.adoption_id,
    line.rule_line_id,
    line.wording,
    coalesce(line.value, 0)::decimal(18, 4) as tariff_points
from {{ ref('int_adoption__described') }} as adoption
inner join {{ ref('stg_rulebook__version') }} as version
    on {{ in_force('adoption.adopted_on', 'version') }}
left join {{ ref('stg_rulebook__line') }} as line
    on
        version.scheme_code = line.scheme_code
        and version.rule_version = line.rule_version
        and line.step = 'tariff'
        and {{ fits('adoption', 'line') }}
qualify row_number() over (
        partition by version.scheme_code, adoption.adoption_id
        order by line.specificity desc nulls last, line.line_order asc
    ) = 1
