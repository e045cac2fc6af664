{{ config(materialized='view') }}
-- One row per scheme, account, month and rule line: what records earned, and what base points, tasks and
-- streaks gave or took.
select * -- noqa: AM04
from {{ ref('int_score__earned') }}

union all by name

select
    case_code,
    scheme_code,
    unit_code,
    person,
    month_code,
    rule_line_id,
    points
from {{ ref('int_score__duty') }}
