-- One row per line of a rule that looks at one record.
select
    scheme_code,
    rule_version,
    rule_line_id,
    step,
    line_order,
    specificity,
    is_adding,
    family,
    points,
    times,
    each_of,
    each_every,
    each_after,
    each_points,
    each_rest,
    each_most,
    wording
from {{ source('rulebook', 'rule_line') }}
