{{ config(materialized='view') }}
-- One row per adoption that counts, by what the office has said of claims that nobody else shows.
select
    adoption_id,
    record_id,
    received_on,
    adopted_on,
    adopted_to,
    date_precision,
    unit_codes,
    lead_unit_code,
    outlet_code,
    article_title,
    title_key,
    claim_code,
    is_watched
from {{ ref('int_adoption__merged') }}
where is_counted
