-- One row per record and cell with a day in it: the day, read as registers of adoptions read theirs.
-- A deadline may lie ahead of the month its file speaks of: it takes the file's year as it is.
with cell as (
    select
        record_id,
        column_name,
        date_cell,
        coalesce(context_year, year(received_on)) as context_year,
        case
            when column_name != 'deadline'
            then if(context_year is null, coalesce(context_month, month(received_on)), context_month)
        end as context_month,
        coalesce(contains(doubtful, column_name), false) as may_lack_zero,
        received_on
    from (
        unpivot {{ ref('stg_register__record') }}
        on submitted_on, deadline, delivered_on, commented_on, awarded_on, notified_on, scored_on, figure_on,
        item_on, forwarded_on
        into name column_name value date_cell
    )
),

written as (
    select
        record_id,
        column_name,
        context_year,
        context_month,
        -- neither the hour nor "by then" is asked for
        regexp_replace({{ day_key('date_cell') }}, '(\d{1,2}[时点])?之?前$', '') as date_text,
        may_lack_zero,
        received_on
    from cell
),

{{ days_of_forms() }}

select
    written.record_id,
    written.column_name,
    -- of 3.1 that may have been 3.10 nobody knows the day
    if(
        written.may_lack_zero and coalesce(settled.longer_day <= written.received_on, false),
        null,
        settled.adopted_on
    ) as on_day
from written
left join settled
    on
        written.date_text = settled.date_text
        and written.context_year is not distinct from settled.context_year
        and written.context_month is not distinct from settled.context_month
