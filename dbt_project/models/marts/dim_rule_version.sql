-- One row per scheme and version of its rule.
select
    scheme_code,
    scheme_name,
    rule_version,
    decision,
    decided_on,
    effective_from,
    effective_to,
    counted_in,
    whom,
    coalesce(is_grouped, true) as is_grouped,
    reuse_keep as reuse,
    unit_sharing as sharing,
    ties,
    file_sha256
from {{ ref('stg_rulebook__version') }}
where not {{ is_rescoring('scheme_code') }}
