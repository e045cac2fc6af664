-- One row per figure, account and period: its value, and the way the rule prints it.
with figure as (
    select
        need.case_code,
        need.scheme_code,
        need.rule_version,
        need.rule_line_id,
        need.period_code,
        need.unit_code,
        need.person,
        need.done as value,
        line.printed,
        need.second_count,
        round(need.done * 100, 1) as percent_one,
        round(need.done * 100, 0) as percent_whole
    from {{ ref('int_score__need') }} as need
    inner join {{ ref('stg_rulebook__period_line') }} as line using (scheme_code, rule_version, rule_line_id)
    where need.kind = 'figure'
)

select
    * exclude (second_count, percent_one, percent_whole) -- noqa: AM04
    replace (
        case
            when value is null then ''
            when printed = 'number' then {{ plain_number('value') }}
            -- nothing over nothing is printed as 0, without a sign
            when second_count = 0 then '0'
            when printed = 'percent_whole' then percent_whole::integer || '%'
            when percent_one = percent_whole then percent_whole::integer || '%'
            when printed = 'percent_one' then percent_one::decimal(9, 1) || '%'
            else percent_one::decimal(9, 2) || '%'
        end as printed
    )
from figure
