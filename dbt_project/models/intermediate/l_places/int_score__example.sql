-- One row per claim of a worked example: what must come out, and what the models make of it.
with claim as (
    select
        expected.* replace (coalesce(expected.person, '') as person),
        expected.unit_name as unit_code,
        world.about,
        world.period_code
    from {{ ref('stg_rulebook__case_expected') }} as expected
    inner join {{ ref('stg_rulebook__case') }} as world using (case_code)
),

-- A single record: what each account on it has; one figure, if all have the same.
single_account as (
    select
        case_code,
        unit_code,
        person,
        sum(points) as points
    from {{ ref('int_score__earned') }}
    where case_code != ''
    group by case_code, unit_code, person
),

single as (
    select
        case_code,
        string_agg(distinct {{ plain_number('points') }}, '、' order by {{ plain_number('points') }}) as got
    from single_account
    group by case_code
),

posted as (
    select
        case_code,
        part.period_code,
        line.unit_code,
        line.person,
        case when line.step = 'reuse' then 'reuse' else line.rule_line_id end as rule_line_id,
        line.points
    from {{ ref('int_score__case_line') }} as line
    inner join {{ ref('int_period__part') }} as part using (case_code, month_code)
    where part.is_inside
),

-- A line that takes another body's points posts them under one id for each line of that body.
line_sum as (
    select
        case_code,
        claim.expected_order,
        claim.key,
        sum(posted.points) as points
    from claim
    inner join posted using (case_code, period_code, unit_code, person)
    where claim.measure = 'line' and list_contains(string_split(claim.key, '|'), posted.rule_line_id)
    group by all
)

select
    claim.scheme_code,
    claim.rule_version,
    claim.case_code,
    claim.about,
    claim.expected_order,
    claim.unit_name,
    claim.person,
    claim.measure,
    claim.key,
    claim.expected,
    case claim.measure
        when 'single' then coalesce(single.got, '0')
        when 'points' then coalesce({{ plain_number('placed.points') }}, '0')
        when 'place' then coalesce(placed.place::varchar, '不排名')
        when 'award' then coalesce(placed.award, '')
        when 'marks' then coalesce(placed.marks, '')
        when 'line' then coalesce({{ plain_number('line_sum.points') }}, '0')
        when 'figure' then coalesce(figure.printed, '')
    end as got
from claim
left join single using (case_code)
left join {{ ref('int_score__placed') }} as placed using (case_code, period_code, unit_code, person)
left join line_sum using (case_code, expected_order, key)
left join {{ ref('int_score__figure') }} as figure
    on
        claim.case_code = figure.case_code
        and claim.period_code = figure.period_code
        and claim.unit_code = figure.unit_code
        and claim.person = figure.person
        and claim.key = figure.rule_line_id
