-- One row per scheme and rule version.
select
    scheme_code,
    scheme_name,
    rule_version,
    decision,
    decided_on,
    effective_from,
    effective_to,
    reuse,
    sharing,
    ties,
    decimals,
    file_sha256
from {{ source('rulebook', 'rule_version') }}
