-- One row per table of a delivery, as its reader tells what became of it.
with told as (
    select
        delivery_id,
        sheet_name,
        row_number,
        place_in_row,
        register,
        from_json(account, '{
            "number": "integer", "what": "varchar", "why": "varchar", "depth": "integer", "records": "integer",
            "columns": [{"place": "integer", "heading": "varchar", "column": "varchar", "means": "varchar"}],
            "unknown": [{"place": "integer", "heading": "varchar", "examples": ["varchar"]}],
            "left_out": [{"place": "integer", "heading": "varchar"}],
            "text_count": "integer", "texts": [{"row": "integer", "text": "varchar"}],
            "cell_count": "integer", "examples": ["varchar"], "sentence": "varchar"
        }') as said
    from {{ source('landed', 'record') }}
    where row_role = 'account'
)

select
    delivery_id,
    said.number as table_number,
    sheet_name,
    place_in_row::integer as first_column,
    nullif(row_number, 0)::integer as heading_row,
    said.what,
    said.why,
    register,
    said.records as record_count,
    said.columns as understood,
    said.unknown as not_understood,
    said.left_out,
    said.text_count,
    said.texts,
    said.cell_count,
    said.examples,
    said.sentence
from told
