-- One row per set of conditions of a rule, exceptions included, and column that registers deliver and it
-- asks, pays by or adds up. A set that asks none of them has one row without a column.
with wanted as (
    select distinct
        scheme_code,
        rule_version,
        when_id
    from {{ ref('stg_rulebook__when') }}
),

asked as (
    select
        scheme_code,
        rule_version,
        when_id,
        regexp_replace(edge_name, '_(from|end)$', '') as column_name
    from (
        unpivot (
            select columns(*)::varchar
            from {{ ref('stg_rulebook__when') }}
        )
        on columns(* exclude (scheme_code, rule_version, when_id, condition_number, is_exception, what))
        into name edge_name value edge
    )

    union

    select
        scheme_code,
        rule_version,
        rule_line_id as when_id,
        each_of as column_name
    from {{ ref('stg_rulebook__line') }}
    where each_of is not null

    union

    select
        scheme_code,
        rule_version,
        when_id,
        total_of as column_name
    from {{ ref('stg_rulebook__need') }}
    where total_of is not null
),

delivered as (
    select
        asked.scheme_code,
        asked.rule_version,
        asked.when_id,
        registered.column_name,
        registered.column_label,
        registered.delivered
    from asked
    inner join {{ ref('stg_rulebook__column') }} as registered using (column_name)
)

select
    wanted.scheme_code,
    wanted.rule_version,
    wanted.when_id,
    delivered.column_name,
    delivered.column_label,
    delivered.delivered
from wanted
left join delivered using (scheme_code, rule_version, when_id)
