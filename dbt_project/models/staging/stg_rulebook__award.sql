-- One row per award of a rule, in order.
select
    scheme_code,
    rule_version,
    award_order,
    award_name,
    grain,
    first_place,
    last_place,
    amount,
    for_groups,
    needs
from {{ source('rulebook', 'rule_award') }}
