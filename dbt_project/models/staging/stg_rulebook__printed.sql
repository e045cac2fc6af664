-- One row per filled cell of a printed circular, and per sum that its text gives: what it says in plain
-- form, and, for a result, what of the models it is to be held against.
select
    scheme_code,
    rule_version,
    circular,
    title,
    period_code,
    row_number,
    group_code,
    unit_name,
    person,
    column_name,
    column_order,
    measure,
    compared,
    lines,
    figure,
    when_id,
    printed
from {{ source('rulebook', 'rule_printed') }}
