-- One row per rule version, thing it counts, account and month: how many records, or (where pieces are
-- counted) one row per piece. Joint records count as the rule shares them.
with wanted as (
    select
        scheme_code,
        rule_version,
        when_id,
        measure,
        total_of
    from {{ ref('stg_rulebook__need') }}

    union all

    select
        scheme_code,
        rule_version,
        other_when_id as when_id,
        measure,
        total_of
    from {{ ref('stg_rulebook__need') }}
    where other_when_id is not null

    union all

    select
        scheme_code,
        rule_version,
        when_id,
        'count' as measure,
        null as total_of
    from {{ ref('stg_rulebook__tie_break') }}
    where when_id is not null
),

fitting as (
    select
        wanted.scheme_code,
        wanted.rule_version,
        wanted.when_id,
        wanted.measure,
        wanted.total_of,
        matched.profile_id
    from wanted
    inner join {{ ref('int_score__match') }} as matched using (scheme_code, rule_version, when_id)
    left join {{ ref('int_score__refusal') }} as refusal using (scheme_code, rule_version, profile_id)
    where refusal.reason is null
)

select
    account.case_code,
    fitting.scheme_code,
    fitting.rule_version,
    fitting.when_id,
    account.unit_code,
    account.person,
    account.month_code,
    case when fitting.measure = 'pieces' then account.piece_id end as piece_id,
    sum(
        case
            when account.weight = account.weight_of then 1
            else {{ divided('account.weight', 'account.weight_of') }}
        end
    )::decimal(24, 6) as record_count,
    sum({{ number_of('fitting.total_of', 'account') }})::decimal(24, 6) as total
from {{ ref('int_score__account') }} as account
inner join fitting
    on account.scheme_code = fitting.scheme_code and account.profile_id = fitting.profile_id
where account.withheld is null and account.rule_version != 'none'
group by all
