-- One row per claim of a worked example: what must come out, and what the models make of it.
with claim as (
    select
        expected.scheme_code,
        expected.rule_version,
        expected.case_code,
        expected.expected_order,
        expected.unit_name,
        coalesce(expected.person, '') as person,
        expected.measure,
        expected.key,
        expected.expected,
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
        part.case_code,
        part.period_code,
        line.unit_code,
        line.person,
        case when line.step = 'reuse' then 'reuse' else line.rule_line_id end as rule_line_id,
        line.points
    from {{ ref('int_score__case_line') }} as line
    inner join {{ ref('int_period__part') }} as part
        on line.case_code = part.case_code and line.month_code = part.month_code and part.is_inside
),

-- A line that takes another body's points posts them under one id for each line of that body.
line_sum as (
    select
        claim.case_code,
        claim.expected_order,
        claim.key,
        sum(posted.points) as points
    from claim
    inner join posted
        on
            claim.case_code = posted.case_code
            and claim.period_code = posted.period_code
            and claim.unit_name = posted.unit_code
            and claim.person = posted.person
            and list_contains(string_split(claim.key, '|'), posted.rule_line_id)
    where claim.measure = 'line'
    group by claim.case_code, claim.expected_order, claim.key
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
left join single on claim.case_code = single.case_code
left join {{ ref('int_score__placed') }} as placed
    on
        claim.case_code = placed.case_code
        and claim.period_code = placed.period_code
        and claim.unit_name = placed.unit_code
        and claim.person = placed.person
left join line_sum
    on
        claim.case_code = line_sum.case_code
        and claim.expected_order = line_sum.expected_order
        and claim.key = line_sum.key
left join {{ ref('int_score__figure') }} as figure
    on
        claim.case_code = figure.case_code
        and claim.period_code = figure.period_code
        and claim.unit_name = figure.unit_code
        and claim.person = figure.person
        and claim.key = figure.rule_line_id
