-- One row per record: the day it was adopted, read from every form a register writes a day in. A day
-- without a year takes it from the sheet, the table's title, the file, its folder, else the day of
-- receipt. Every way of writing is read once, however many records have it.
with heading as (
    select distinct
        sheet_name,
        table_title
    from {{ ref('stg_landed__record') }}
),

named as (
    select
        sheet_name,
        table_title,
        coalesce({{ named_year('sheet_name') }}, {{ named_year('table_title') }}) as table_year,
        coalesce({{ named_month('sheet_name') }}, {{ named_month('table_title') }}) as table_month
    from heading
),

told as (
    select
        record.record_id,
        record.date_text,
        delivery.received_on,
        named.table_year,
        named.table_month,
        delivery.context_year,
        delivery.context_month
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    inner join named
        on
            record.sheet_name is not distinct from named.sheet_name
            and record.table_title is not distinct from named.table_title
),

placed as (
    select
        *,
        coalesce(
            table_year,
            if(
                table_month is null,
                context_year,
                {{ year_of_month('table_month', 'context_year', 'context_month') }}
            ),
            context_year
        ) as told_year,
        coalesce(table_month, context_month) as told_month
    from told
),

written as (
    select
        record_id,
        date_text,
        received_on,
        coalesce(told_year, year(received_on)) as context_year,
        if(told_year is null, coalesce(told_month, month(received_on)), told_month) as context_month
    from placed
),

{{ days_of_forms() }}

select
    written.record_id,
    written.received_on,
    written.context_year,
    written.context_month,
    settled.adopted_on,
    settled.adopted_to,
    coalesce(settled.date_precision, 'day') as date_precision,
    coalesce(settled.is_unreadable, true) as is_unreadable
from written
left join settled
    on
        written.date_text = settled.date_text
        and written.context_year is not distinct from settled.context_year
        and written.context_month is not distinct from settled.context_month
