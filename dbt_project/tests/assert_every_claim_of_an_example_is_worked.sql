-- No claim of a worked example without a result: its record was looked at, or its unit stands in the period
-- it names.
with expected as (
    select
        expected.* replace (coalesce(expected.key, '') as key, coalesce(expected.person, '') as person),
        expected.unit_name as unit_code,
        world.period_code
    from {{ ref('stg_rulebook__case_expected') }} as expected
    left join {{ ref('stg_rulebook__case') }} as world using (case_code)
),

worked as (
    select
        case_code,
        expected_order,
        measure,
        coalesce(key, '') as key
    from {{ ref('int_score__example') }}
    where got is not null
),

looked_at as (
    select distinct case_code
    from {{ ref('int_score__entry') }}
)

select
    expected.case_code,
    expected.expected_order,
    expected.measure,
    expected.key
from expected
left join worked using (case_code, expected_order, measure, key)
left join looked_at using (case_code)
left join {{ ref('int_score__placed') }} as placed using (case_code, period_code, unit_code, person)
where
    worked.case_code is null
    or case
        when expected.measure = 'single' then looked_at.case_code is null else placed.case_code is null
    end
