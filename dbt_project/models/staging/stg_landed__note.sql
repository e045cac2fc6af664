-- One row per remark of a reader on single cells of a sheet: what it did not read, or read as something else.
select
    delivery_id,
    sheet_name,
    problem_code as note_code,
    problem as sentence
from {{ source('landed', 'record') }}
where row_role = 'note' and problem_code is not null
