-- One row per set of conditions of a rule and register whose records it looks at.
with registered as (
    select
        'adoption' as register,
        '采用' as what

    union all

    select
        register,
        what
    from {{ ref('register') }}
)

select distinct
    wanted.scheme_code,
    wanted.rule_version,
    wanted.when_id,
    registered.what,
    registered.register
from (
    select
        scheme_code,
        rule_version,
        when_id,
        unnest(what) as what
    from {{ ref('stg_rulebook__when') }}
    where not is_exception
) as wanted
inner join registered using (what)
