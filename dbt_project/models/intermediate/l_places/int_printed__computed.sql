-- One row per figure that a printed circular gives as a result: what the models make of the records that
-- the same circular prints, and what the points come from.
with figure as (
    select
        * replace (coalesce(person, '') as person),
        'printed/' || circular as case_code,
        unit_name as unit_code,
        figure as rule_line_id
    from {{ ref('stg_rulebook__printed') }}
    where measure not in ('records', 'value', 'attribute')
),

world as (
    select distinct
        case_code,
        period_code
    from figure
),

wanted as (
    select distinct
        case_code,
        scheme_code,
        rule_version,
        when_id
    from figure
    where when_id is not null
),

line_sum as (
    select
        case_code,
        line.unit_code,
        line.person,
        line.rule_line_id,
        sum(line.points) as points
    from world
    inner join {{ ref('int_period__part') }} as part using (case_code, period_code)
    inner join {{ ref('int_score__case_line') }} as line using (case_code, month_code)
    where part.is_inside
    group by all
),

by_line as (
    select
        figure.circular,
        figure.row_number,
        figure.column_name,
        sum(line_sum.points) as points,
        string_agg(
            line_sum.rule_line_id || ' ' || {{ plain_number('line_sum.points') }}, '、'
            order by line_sum.rule_line_id
        ) as made_of
    from figure
    inner join line_sum using (case_code, unit_code, person)
    where figure.measure = 'points' or list_contains(figure.lines, line_sum.rule_line_id)
    group by figure.circular, figure.row_number, figure.column_name
),

counted as (
    select
        case_code,
        when_id,
        account.unit_code,
        account.person,
        count(*) as record_count
    from wanted
    inner join {{ ref('int_score__match') }} using (scheme_code, rule_version, when_id)
    inner join {{ ref('int_score__account') }} as account
        using (case_code, scheme_code, rule_version, profile_id)
    left join {{ ref('int_score__refusal') }} as refusal using (scheme_code, rule_version, profile_id)
    where refusal.reason is null
    group by all
),

-- What has been earned since the year began is known if every circular since then is there.
placed as (
    select
        placed.*,
        span.first_serial,
        span.last_serial - span.first_serial + 1 as month_count
    from {{ ref('int_score__placed') }} as placed
    inner join {{ ref('int_period__span') }} as span using (case_code, period_code)
    inner join world using (case_code, period_code)
),

period as (
    select distinct
        scheme_code,
        case_code,
        grain,
        first_serial,
        month_count
    from placed
),

since_january as (
    select
        later.case_code,
        later.scheme_code,
        later.first_serial,
        earlier.case_code as earlier_code,
        count(distinct earlier.first_serial) over (partition by later.case_code) as period_count,
        later.first_serial % 12 // later.month_count + 1 as wanted_count
    from period as later
    inner join period as earlier
        on
            later.scheme_code = earlier.scheme_code
            and later.grain = earlier.grain
            and earlier.first_serial between later.first_serial // 12 * 12 and later.first_serial
),

cumulative as (
    select
        since_january.case_code,
        placed.unit_code,
        placed.person,
        sum(placed.points) as points
    from since_january
    inner join placed on since_january.earlier_code = placed.case_code
    where since_january.period_count = since_january.wanted_count
    group by since_january.case_code, placed.unit_code, placed.person
),

added_up as (
    select
        total.circular,
        total.row_number,
        total.group_code,
        total.column_name,
        sum(cell.printed::decimal(18, 4)) as total
    from figure as total
    inner join {{ ref('stg_rulebook__printed') }} as cell
        on
            total.circular = cell.circular
            and total.column_name = cell.column_name
            and cell.measure not in ('total', 'aside')
            and total.group_code in ('', cell.group_code)
    where total.measure = 'total'
    group by total.circular, total.row_number, total.group_code, total.column_name
)

select
    figure.scheme_code,
    figure.rule_version,
    figure.circular,
    figure.title,
    figure.period_code,
    figure.row_number,
    figure.group_code,
    figure.unit_name,
    nullif(figure.person, '') as person,
    figure.column_name,
    figure.column_order,
    figure.measure,
    figure.compared,
    figure.printed,
    case
        when figure.measure = 'total' then {{ plain_number('coalesce(added_up.total, 0)::decimal(18, 4)') }}
        when figure.measure = 'aside' or figure.rule_version is null then null
        -- whoever stands on no record has no account, and no points
        when figure.measure = 'points' then {{ plain_number('coalesce(placed.points, 0)::decimal(18, 4)') }}
        when placed.case_code is null then null
        when figure.measure = 'place' then coalesce(placed.place::varchar, '不排名')
        when figure.measure = 'cumulative' then {{ plain_number('cumulative.points::decimal(18, 4)') }}
        when figure.measure = 'award' then coalesce(placed.award, '无')
        when figure.measure = 'marks' then coalesce(placed.marks, '无')
        when figure.measure = 'lines' then {{ plain_number('coalesce(by_line.points, 0)::decimal(18, 4)') }}
        when figure.measure = 'count' then coalesce(counted.record_count, 0)::varchar
        -- a rate over nothing, where the rule takes nothing for unknown
        when shown.printed = '' then '不评'
        when figure.measure = 'figure' then shown.printed
    end as computed,
    by_line.made_of
from figure
left join placed using (case_code, period_code, unit_code, person)
left join by_line using (circular, row_number, column_name)
left join counted using (case_code, when_id, unit_code, person)
left join cumulative using (case_code, unit_code, person)
left join {{ ref('int_score__figure') }} as shown
    using (case_code, period_code, unit_code, person, rule_line_id)
left join added_up
    on
        figure.circular = added_up.circular
        and figure.row_number is not distinct from added_up.row_number
        and figure.group_code = added_up.group_code
        and figure.column_name = added_up.column_name
