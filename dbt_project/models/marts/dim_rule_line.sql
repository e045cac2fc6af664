-- One row per line of a rule, in what words the account names it; and one per version, and for days without
-- any, for what its rule has no line for.
with line as (
    select
        line.scheme_code,
        line.rule_version,
        line.rule_line_id,
        line.step as kind,
        line.line_order,
        line.wording,
        replace(
            line.wording,
            '单列刊物',
            coalesce('《' || array_to_string(wanted.outlet, '》《') || '》', '单列刊物')
        )
        || case
            when line.step in ('only', 'exclude', 'factor') then ''
            when line.each_of is not null then ' 按数量计'
            else ' ' || {{ plain_number('line.points') }} || ' ' || version.counted_in
        end as full_wording
    from {{ ref('stg_rulebook__line') }} as line
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    left join {{ ref('stg_rulebook__when') }} as wanted
        on
            line.scheme_code = wanted.scheme_code
            and line.rule_version = wanted.rule_version
            and line.rule_line_id = wanted.when_id
            and not wanted.is_exception

    union all

    select
        scheme_code,
        rule_version,
        rule_line_id,
        kind,
        line_order,
        wording,
        wording as full_wording
    from {{ ref('stg_rulebook__period_line') }}

    union all

    select
        scheme_code,
        unnest([rule_version, 'none']) as rule_version,
        'unlisted' as rule_line_id,
        'unlisted' as kind,
        0 as line_order,
        '计分办法未列入' as wording,
        '计分办法未列入' as full_wording
    from {{ ref('stg_rulebook__version') }}
)

select distinct *
from line
where not {{ is_rescoring('scheme_code') }}
