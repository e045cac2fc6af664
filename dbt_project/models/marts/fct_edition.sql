-- One row per issued edition: what it says of itself, and the hashes of what it was made from. Known to the
-- first build after it.
select
    edition,
    period_code,
    revision,
    revises,
    reason,
    document_number,
    issued_on,
    issued_by,
    objections_until,
    open_objection_count,
    revision = max(revision) over (partition by period_code) as is_valid,
    adoption_count,
    accepted_count,
    file_count,
    warehouse,
    rules,
    registry_sha256,
    records_sha256,
    version,
    code_sha256,
    templates_sha256,
    edition_sha256
from {{ source('home', 'edition') }}
