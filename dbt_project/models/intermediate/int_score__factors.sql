-- One row per scheme and thing scored: its points after the multipliers, rounded once, as the rule says.
with fitting as (
    select
        tariff.scheme_code,
        tariff.subject_id,
        list(line.value::decimal(18, 6) order by line.line_order) as multipliers,
        string_agg(
            line.wording || ' ' || {{ plain_number('line.value') }}, ' × ' order by line.line_order
        ) as wording
    from {{ ref('int_score__tariff') }} as tariff
    inner join {{ ref('int_score__subject') }} as subject using (scheme_code, subject_id)
    inner join {{ ref('stg_rulebook__line') }} as line
        on
            tariff.scheme_code = line.scheme_code
            and tariff.rule_version = line.rule_version
            and line.step = 'factor'
            and {{ fits('subject', 'line') }}
    group by tariff.scheme_code, tariff.subject_id
),

factor as (
    select
        scheme_code,
        subject_id,
        wording,
        -- multiplied as decimals: product() would go through floating point
        list_reduce(multipliers, lambda a, b: (a * b)::decimal(18, 6)) as multiplier -- noqa: PRS
    from fitting
)

select
    tariff.scheme_code,
    tariff.rule_version,
    tariff.subject_id,
    tariff.rule_line_id,
    tariff.wording,
    tariff.tariff_points,
    factor.wording as factor_wording,
    -- half up: whole units of the last decimal that the rule keeps; points are never negative here
    (
        floor(
            (tariff.tariff_points * coalesce(factor.multiplier, 1))::decimal(18, 6)
            * scale.units::smallint + 0.5
        ) * scale.unit
    )::decimal(18, 4) as points
from {{ ref('int_score__tariff') }} as tariff
left join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
inner join (
    values (0, 1, 1.0000), (1, 10, 0.1000), (2, 100, 0.0100), (3, 1000, 0.0010), (4, 10000, 0.0001)
) as scale (decimals, units, unit) on coalesce(version.decimals, 0) = scale.decimals
left join factor using (scheme_code, subject_id)
