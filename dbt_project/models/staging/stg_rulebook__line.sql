-- One row per line of a rule version: points of a tariff line, the multiplier of a factor.
select
    scheme_code,
    rule_version,
    rule_line_id,
    step,
    line_order,
    specificity,
    outlet_code,
    tier_code,
    medium_code,
    placement_code,
    words_from,
    words_below,
    value,
    wording
from {{ source('rulebook', 'rule_line') }}
