-- One row per record: the day it was adopted, read from every form a register writes a day in. A day
-- without a year takes it from the sheet, the table's title, the file, its folder, else the day of
-- receipt. Every way of writing is read once, however many records have it. A day that nobody can tell is
-- none, and one far from all months that sheet, title, file and folder speak of is doubtful; what it may be
-- is suggested.
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
        coalesce({{ named_month('sheet_name') }}, {{ named_month('table_title') }}) as table_month,
        {{ named_span('sheet_name', 'table_year') }} as sheet_span,
        {{ named_span('table_title', 'table_year') }} as title_span,
        regexp_matches(concat_ws(' ', sheet_name, table_title), '{{ words_of_other_months() }}')
            as is_of_other_months
    from heading
),

told as (
    select
        record.record_id,
        record.delivery_id,
        record.date_text,
        record.may_lack_zero,
        delivery.received_on,
        named.table_year,
        named.table_month,
        delivery.context_year,
        delivery.context_month,
        -- what publishers show goes on for years, whatever month it is kept under
        if(
            delivery.side = 'observed' or record.is_day_answered or named.is_of_other_months
            or regexp_matches(delivery.file_name, '{{ words_of_other_months() }}'),
            null,
            list_filter(
                [named.sheet_span, named.title_span, delivery.name_span, delivery.folder_span],
                lambda span: span is not null -- noqa: PRS
            )
        ) as spans,
        -- the folder a file lies in may be only that of the month it came in
        coalesce(named.sheet_span, named.title_span, delivery.name_span) is null as is_of_folder
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
        coalesce(table_month, context_month) as told_month,
        {{ first_of_month("list_min([span.first for span in spans])") }} as span_from,
        {{ first_of_month("list_max([span.last for span in spans]) + 1") }} - 1 as span_to
    from told
),

written as (
    select
        record_id,
        delivery_id,
        date_text,
        may_lack_zero,
        received_on,
        span_from,
        span_to,
        is_of_folder,
        coalesce(told_year, year(received_on)) as context_year,
        if(told_year is null, coalesce(told_month, month(received_on)), told_month) as context_month
    from placed
),

{{ days_of_forms() }},

met as (
    select
        written.*,
        settled.adopted_on as short_day,
        settled.adopted_to,
        settled.date_precision,
        settled.is_unreadable,
        settled.suggested_days,
        if(written.may_lack_zero and settled.longer_day <= written.received_on, settled.longer_day, null)
            as longer_day,
        -- of January and October it is the one that the file speaks of
        if(month(settled.longer_day) = month(settled.adopted_on), null, written.context_month) as told_month
    from written
    left join settled
        on
            written.date_text = settled.date_text
            and written.context_year is not distinct from settled.context_year
            and written.context_month is not distinct from settled.context_month
),

decided as (
    select
        *,
        longer_day is not null
        and coalesce(told_month not in (month(short_day), month(longer_day)), true) as is_either,
        case
            when is_either then null
            when month(longer_day) = told_month then longer_day
            else short_day
        end as adopted_on
    from met
),

held as (
    select
        *,
        adopted_on < span_from - to_months(6) or adopted_on > last_day(span_to + 1) as is_outside
    from decided
),

-- files that have nothing to do with the month of their folder, or tell of a longer time than it names
stored as (
    select delivery_id
    from held
    where is_of_folder and adopted_on is not null
    group by delivery_id
    having
        count(*) >= 5
        and (
            bool_and(is_outside)
            or count(distinct date_trunc('month', adopted_on)) filter (where not is_outside) >= 4
        )
),

doubted as (
    select
        held.*,
        case
            when held.is_either then 'doubtful_day'
            when held.is_outside and stored.delivery_id is null then 'outside_period'
        end as doubt_code
    from held
    left join stored on held.delivery_id = stored.delivery_id
)

select
    record_id,
    received_on,
    context_year,
    context_month,
    adopted_on,
    case
        when is_either then null
        when adopted_on = longer_day then last_day(adopted_on)
        else adopted_to
    end as adopted_to,
    coalesce(date_precision, 'day') as date_precision,
    coalesce(is_unreadable, true) as is_unreadable,
    doubt_code,
    case doubt_code
        when 'doubtful_day' then [short_day, longer_day]
        when 'outside_period'
        then list_reverse_sort(list_distinct(list_filter(
                list_transform(
                    [year(span_from), year(span_to), year(adopted_on)],
                    lambda one: try_cast(one || strftime(adopted_on, '-%m-%d') as date) -- noqa: PRS
                ),
                lambda one: one = adopted_on -- noqa: PRS
                or one between span_from - to_months(6) and least(last_day(span_to + 1), received_on)
            )))
        else suggested_days
    end as suggested_days
from doubted
