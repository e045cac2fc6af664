-- One row per rule version and profile that some factor fits: the product of the largest of each family.
with largest as (
    select
        line.scheme_code,
        line.rule_version,
        fitting.profile_id,
        line.line_order,
        line.times,
        line.wording
    from {{ ref('stg_rulebook__line') }} as line
    inner join {{ ref('int_score__match') }} as fitting
        on
            line.scheme_code = fitting.scheme_code
            and line.rule_version = fitting.rule_version
            and line.rule_line_id = fitting.when_id
    where line.step = 'factor'
    qualify row_number() over (
            partition by
                line.scheme_code,
                line.rule_version,
                fitting.profile_id,
                coalesce(line.family, line.rule_line_id)
            order by line.times desc, line.line_order asc
        ) = 1
)

select
    scheme_code,
    rule_version,
    profile_id,
    -- multiplied as decimals: product() would go through floating point
    list_reduce( -- noqa: PRS
        list(times::decimal(18, 6) order by line_order), lambda a, b: (a * b)::decimal(18, 6)
    ) as multiplier,
    string_agg(wording || ' ' || {{ plain_number('times') }}, ' × ' order by line_order) as wording
from largest
group by scheme_code, rule_version, profile_id
