-- One row per rule version and profile that some factor fits: the product of the largest of each family.
with largest as (
    select *
    from {{ fitting_lines('factor') }} as line
    qualify row_number() over (
            partition by scheme_code, rule_version, profile_id, coalesce(family, rule_line_id)
            order by times desc, line_order asc
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
