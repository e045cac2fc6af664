-- One row per remark on single cells of a delivery: texts that were struck out or hidden, errors, formulas
-- without a result, characters that were read as others that look the same. Rows that are void as a whole are
-- records, rejected with that reason.
select
    delivery_id,
    (row_number() over (partition by delivery_id order by sheet_name, note_code, sentence))::integer
        as note_number,
    sheet_name,
    note_code,
    sentence
from {{ ref('stg_landed__note') }}
