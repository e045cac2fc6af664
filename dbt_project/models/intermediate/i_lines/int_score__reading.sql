-- One row per rule version and profile: what the rule makes of it before reuse and sharing, and how it says
-- so. `terms` are the parts that depend on a quantity of the record itself.
with tariff as (
    select
        scheme_code,
        rule_version,
        profile_id,
        arg_min(rule_line_id, (is_adding, line_order)) as rule_line_id,
        sum(points)::decimal(24, 6) as points,
        bool_and(is_adding) as only_adds,
        list(
            {
                each_of: each_of, each_every: each_every, each_after: each_after, each_points: each_points,
                each_rest: each_rest, each_most: each_most
            }
            order by line_order
        ) filter (where each_of is not null) as terms,
        string_agg(
            wording
            || case
                when each_of is null or points != 0 then ' ' || {{ plain_number('points') }}
                else ''
            end
            || case
                when each_of is null then ''
                else
                    case when points != 0 then ' +' else '' end
                    || ' 每 '
                    || {{ plain_number('each_every') }}
                    || ' 计 '
                    || {{ plain_number('each_points') }}
                    || case
                        when each_after = 0 then '' else '（超过 ' || {{ plain_number('each_after') }} || ' 的部分）'
                    end
                    || case
                        when each_most is null then '' else '（至多 ' || {{ plain_number('each_most') }} || '）'
                    end
            end, ' + '
            order by is_adding, line_order
        ) as wording
    from {{ ref('int_score__tariff') }}
    group by scheme_code, rule_version, profile_id
),

profile as (
    select
        *,
        case
            when what != '采用' then what || coalesce(level || '级', '')
            when outlet is not null then '《' || outlet || '》'
            else coalesce(tier || '级', '') || coalesce(medium, case when tier is null then '采用' else '' end)
        end
        || case when coalesce(placement, '一般') = '一般' then '' else placement end as opening
    from {{ ref('int_score__profile') }}
),

read as (
    select
        version.scheme_code,
        version.rule_version,
        profile.profile_id,
        profile.what,
        profile.outlet,
        profile.tier,
        profile.medium,
        profile.opening,
        version.counted_in,
        version.rounding,
        version.units,
        version.unit,
        refusal.reason as refusal,
        coalesce(
            refusal.rule_line_id, tariff.rule_line_id, case when profile.what = '采用' then 'unlisted' end
        ) as rule_line_id,
        case
            when refusal.reason is not null then 0
            when tariff.only_adds and profile.what = '采用' then tariff.points + version.unlisted
            when tariff.rule_line_id is not null then tariff.points
            when profile.what = '采用' then version.unlisted
        end::decimal(24, 6) as tariff_points,
        case when refusal.reason is null then tariff.terms end as terms,
        coalesce(factors.multiplier, 1) as multiplier,
        case
            when tariff.only_adds and profile.what = '采用'
            then '未列入 ' || {{ plain_number('version.unlisted') }} || ' + ' || tariff.wording
            else tariff.wording
        end as wording,
        factors.wording as factor_wording
    from {{ ref('stg_rulebook__version') }} as version
    cross join profile
    left join tariff using (scheme_code, rule_version, profile_id)
    left join {{ ref('int_score__factors') }} as factors using (scheme_code, rule_version, profile_id)
    left join {{ ref('int_score__refusal') }} as refusal using (scheme_code, rule_version, profile_id)
),

multiplied as (
    select
        *,
        (tariff_points * multiplier)::decimal(24, 6) as points
    from read
)

select
    {{ reading_id(version_id('scheme_code', 'rule_version'), 'profile_id') }} as reading_id,
    scheme_code,
    rule_version,
    profile_id,
    what,
    outlet,
    tier,
    medium,
    rule_line_id,
    refusal,
    terms,
    multiplier,
    points,
    {{ rounded('points', 'multiplied') }} as rounded_points,
    counted_in,
    rounding,
    units,
    unit,
    opening,
    opening || '，'
    || case
        when refusal is not null then '不计：' || refusal
        when wording is null and points = 0 then '计分办法未列入，计 0 ' || counted_in
        when wording is null then '计分办法未列入，按其他计 ' || {{ plain_number('points') }} || ' ' || counted_in
        when terms is not null then wording
        when factor_wording is null and not contains(wording, ' + ') then wording || ' ' || counted_in
        when factor_wording is null
        then wording || ' = ' || {{ plain_number('points') }} || ' ' || counted_in
        else
            wording || ' ' || counted_in || ' × ' || factor_wording
            || ' = ' || {{ plain_number('points') }} || ' ' || counted_in
    end as sentence,
    factor_wording
from multiplied
where rule_line_id is not null

union all

-- Adopted on a day without a rule: nothing, and the account says so.
select
    {{ reading_id(version_id('scheme.scheme_code', "'none'"), 'profile.profile_id') }} as reading_id,
    scheme.scheme_code,
    'none' as rule_version,
    profile.profile_id,
    profile.what,
    profile.outlet,
    profile.tier,
    profile.medium,
    'unlisted' as rule_line_id,
    null as refusal,
    null as terms,
    1 as multiplier,
    0 as points,
    0 as rounded_points,
    '分' as counted_in,
    'down' as rounding,
    1 as units,
    1 as unit,
    profile.opening,
    profile.opening || '，采用日没有有效的计分办法，计 0 分' as sentence,
    null as factor_wording
from (select distinct scheme_code from {{ ref('stg_rulebook__version') }}) as scheme
cross join profile
where profile.what = '采用'
