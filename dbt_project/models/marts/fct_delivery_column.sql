-- One row per delivery, register and column of ours that a table of it has a heading for, filled or not: and
-- how many of its cells should hold a number and none can be read in them, which are as if blank.
with unread as (
    select
        record_id,
        unnest(unread_numbers) as cell
    from {{ ref('stg_landed__record') }}

    union all

    select
        record_id,
        unnest(unread_numbers) as cell
    from {{ ref('stg_register__record') }}
),

counted as (
    select
        record.delivery_id,
        record.register,
        split_part(unread.cell, '|', 1) as column_name,
        count(*)::integer as unread_count,
        min(split_part(unread.cell, '|', 2)) as unread_text
    from unread
    inner join {{ ref('fct_record') }} as record using (record_id)
    where record.outcome = 'accepted'
    group by all
),

labelled as (
    select
        column_name,
        any_value(column_label) as column_label
    from {{ ref('stg_rulebook__column') }}
    group by column_name
)

select
    headed.delivery_id,
    headed.register,
    headed.column_name,
    labelled.column_label,
    coalesce(counted.unread_count, 0) as unread_count,
    counted.unread_text
from {{ ref('stg_landed__column') }} as headed
left join counted
    on
        headed.delivery_id = counted.delivery_id
        and headed.register = counted.register
        -- what stands under minutes is read as seconds
        and if(headed.column_name = 'minutes', 'seconds', headed.column_name) = counted.column_name
left join labelled on headed.column_name = labelled.column_name
