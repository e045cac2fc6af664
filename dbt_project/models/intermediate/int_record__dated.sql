-- One row per record: the day it was adopted, read from every form a register writes a date in.
-- Days without a year take it from the table's title, else from the name of the file or its folder.
with context as (
    select
        record.record_id,
        record.date_text,
        delivery.received_on,
        coalesce(
            try_cast(nullif(regexp_extract(record.table_title, '((?:19|20)\d\d)年', 1), '') as integer),
            delivery.context_year
        ) as context_year,
        coalesce(
            try_cast(nullif(
                regexp_extract(record.table_title, '(?:19|20)\d\d年(?:\d{1,2}[-－—至、])?(\d{1,2})月', 1), ''
            ) as integer),
            delivery.context_month
        ) as context_month
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
),

matched as (
    select
        *,
        regexp_extract(date_text, '^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})', ['y', 'm', 'd']) as full_day,
        regexp_extract(date_text, '^(\d{2})[./-](\d{1,2})[./-](\d{1,2})$', ['y', 'm', 'd']) as short_year,
        regexp_extract(date_text, '^((?:19|20)\d{2})(\d{2})(\d{2})$', ['y', 'm', 'd']) as digits_only,
        regexp_extract(date_text, '^(\d{1,2})[月./-](\d{1,2})(?:日|$|[-—~至])', ['m', 'd']) as month_day,
        regexp_extract(date_text, '^(\d{4})[年./-](\d{1,2})月?$', ['y', 'm']) as year_month,
        regexp_extract(date_text, '^(\d{1,2})月$', 1) as month_only,
        try_cast(nullif(regexp_extract(date_text, '^([34]\d{4})(?:\.0)?$', 1), '') as integer) as serial
    from context
),

parts as (
    select
        *,
        coalesce(
            try_cast(full_day.y as integer),
            -- registers of this century, but for the last years of the one before
            try_cast(short_year.y as integer) + if(try_cast(short_year.y as integer) > 69, 1900, 2000),
            try_cast(digits_only.y as integer),
            try_cast(year_month.y as integer)
        ) as written_year,
        coalesce(
            nullif(full_day.m, ''), nullif(short_year.m, ''), nullif(digits_only.m, ''),
            nullif(month_day.m, ''), nullif(year_month.m, ''), nullif(month_only, '')
        )::integer as month_number,
        coalesce(
            nullif(full_day.d, ''),
            nullif(short_year.d, ''),
            nullif(digits_only.d, ''),
            nullif(month_day.d, '')
        )::integer as day_number
    from matched
),

dated as (
    select
        *,
        coalesce(
            written_year,
            case
                -- a month later than the one the file speaks of is the year before's, if that is at most
                -- half a year ago: December, reported in January; else nobody can tell which year is meant
                when month_number > context_month and context_month + 12 - month_number <= 6 then
                    context_year - 1
                when month_number > context_month then null
                else context_year
            end
        ) as year_number
    from parts
)

select
    record_id,
    received_on,
    context_year,
    context_month,
    case
        when serial is not null then '1899-12-30'::date + serial
        when day_number is null and month_number is not null
        then
            try_cast(
                printf('%04d-%02d-01', year_number, month_number) as date
            )
        else try_cast(printf('%04d-%02d-%02d', year_number, month_number, day_number) as date)
    end as adopted_on,
    case when serial is null and day_number is null and month_number is not null then 'month' else 'day' end
        as date_precision,
    serial is null and (month_number is null or year_number is null) as is_unreadable
from dated
