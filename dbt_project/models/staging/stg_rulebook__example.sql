-- One row per worked example of a rule version: an adoption and the points it must earn.
select
    scheme_code,
    rule_version,
    example_number,
    outlet_code,
    placement_code,
    words,
    points
from {{ source('rulebook', 'rule_example') }}
