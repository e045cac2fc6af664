-- One row per account, month and cap or floor that changes it: first those of named lines, then those of
-- the whole score, each from the month up to the year.
with limits as (
    select
        scheme_code,
        rule_version,
        grain,
        limit_set,
        for_groups,
        for_units,
        rule_line_id,
        cap,
        floor,
        of_lines
    from {{ ref('stg_rulebook__period_line') }}
    where kind = 'limit' and grain != 'piece'
),

limited_set as (
    select distinct
        scheme_code,
        rule_version,
        limit_set,
        list_sort(of_lines) as of_lines
    from limits

    union

    -- the whole is worked out whenever a part of it is
    select distinct
        scheme_code,
        rule_version,
        '' as limit_set,
        null as of_lines
    from limits
),

-- Every month of every account, also the empty ones: a floor lifts those too.
calendar as (
    select distinct
        span.case_code,
        span.scheme_code,
        span.first_serial as serial,
        span.last_month_code as month_code,
        member.unit_code,
        member.person,
        member.unit_name,
        member.group_code,
        limited_set.limit_set,
        limited_set.of_lines
    from limited_set
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ ref('int_score__span') }} as span using (scheme_code, rule_version)
    inner join {{ ref('int_score__member') }} as member using (case_code, scheme_code, period_code)
    where span.grain = 'month' and (member.person != '') = (version.whom = 'persons')
),

grid as materialized (
    select
        calendar.* exclude (of_lines),
        coalesce(
            sum(monthly.points) filter (
                where calendar.of_lines is null or list_contains(calendar.of_lines, monthly.rule_line_id)
            ), 0
        )::decimal(18, 4) as points
    from calendar
    left join {{ ref('int_score__monthly') }} as monthly
        using (case_code, scheme_code, unit_code, person, month_code)
    group by all
),

part as (
    select *
    from grid
    where limit_set != ''
),

{{ clipped_in_turn('part') }},

part_sum as (
    select
        case_code,
        scheme_code,
        unit_code,
        person,
        serial,
        sum(adjustment) as adjustment
    from part_change
    group by case_code, scheme_code, unit_code, person, serial
),

whole as materialized (
    select grid.* replace ((grid.points + coalesce(part_sum.adjustment, 0))::decimal(18, 4) as points)
    from grid
    left join part_sum using (case_code, scheme_code, unit_code, person, serial)
    where grid.limit_set = ''
),

{{ clipped_in_turn('whole') }},

change as (
    select * from part_change
    union all
    select * from whole_change
)

select
    {{ of_period() }},
    adjustment as points,
    period_code
    || case when is_cap then ' 最多计 ' else ' 最少计 ' end || {{ plain_number('limit_value') }}
    || '，到本月共 ' || {{ plain_number('so_far') }} || '：'
    || case
        when adjustment < 0 then case when is_cap then '扣 ' else '扣回 ' end
        when is_cap then '补回 '
        else '补 '
    end
    || {{ plain_number('abs(adjustment)') }} as explanation
from change
where adjustment != 0
