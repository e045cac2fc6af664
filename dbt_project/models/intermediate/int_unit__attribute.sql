-- One row per world, unit, attribute and span of days: heads, counties, and what the list of quotas says it
-- owes.
select
    '' as case_code,
    unit_code,
    attribute,
    value,
    null as grain,
    effective_from,
    effective_to
from {{ source('office', 'office_attribute') }}

union all

select
    '' as case_code,
    unit_code,
    what as attribute,
    owed as value,
    grain,
    make_date(year, 1, 1) as effective_from,
    make_date(year, 12, 31) as effective_to
from {{ ref('stg_office__quota') }}

union all

select
    case_code,
    unit_name as unit_code,
    attribute,
    value,
    null as grain,
    '0001-01-01'::date as effective_from,
    '9999-12-31'::date as effective_to
from {{ ref('stg_rulebook__case_attribute') }}
