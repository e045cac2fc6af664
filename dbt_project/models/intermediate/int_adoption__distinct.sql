-- One row per adoption: of all records that report it, the first that arrived stands for it.
select
    adoption_id,
    record_id,
    received_on,
    adopted_on,
    date_precision,
    unit_codes,
    lead_unit_code,
    outlet_code,
    article_title,
    title_key
from {{ ref('int_adoption__reported') }}
qualify row_number() over (
        partition by adoption_id order by received_on, file_name, sheet_name, row_number
    ) = 1
