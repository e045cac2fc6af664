-- One row per row of a register that was replaced under its path, or replaced another: what it says, without
-- its number and place in the file, which change when a row above it goes. Of rows that say the same in one
-- file each is told apart by a number. What publishers show is left out: their lists move on by themselves.
with moved as (
    select file_name
    from {{ ref('stg_landed__turn') }}
    group by file_name
    having count(distinct delivery_id) > 1
),

delivery as (
    select distinct turn.delivery_id
    from {{ ref('stg_landed__turn') }} as turn
    inner join moved using (file_name)
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    where delivery.side = 'claimed'
),

record as (
    select landed.*
    from {{ source('landed', 'record') }} as landed
    inner join delivery using (delivery_id)
    where landed.row_role = 'record' and landed.row_number > 0
),

told as (
    select
        {{ record_id('record') }} as record_id,
        delivery_id,
        sheet_name,
        row_number,
        outlet_name,
        adopted_on,
        nullif({{ title_key(clean_title('article_title')) }}, '') as title_key,
        md5([
            *columns(* exclude (
                delivery_id, row_number, place_in_row, row_role, cells, extra, stated_count, stated_of,
                problem_code, problem, account, headings,
                unknown_columns, verdict_code, verdict_said
            ))
        ]::varchar) as said,  -- noqa: PRS
        md5([
            *columns(* exclude (
                delivery_id, row_number, place_in_row, row_role, cells, extra, stated_count, stated_of,
                problem_code, problem, account, headings,
                unknown_columns, verdict_code, verdict_said, article_title
            ))
        ]::varchar) as said_beside_title  -- noqa: PRS
    from record
)

select
    record_id,
    delivery_id,
    title_key,
    outlet_name,
    adopted_on,
    said_beside_title,
    md5(said || row_number() over alike) as said_key
from told
window alike as (partition by delivery_id, said order by sheet_name, row_number, record_id)
