-- One row per delivery that is a version of a register which was replaced under its path, with the newest
-- one: versions are linked one by one, and a name that another register takes begins anew.
with begun as (
    select
        file_name,
        turn,
        delivery_id,
        received_on,
        count(*) filter (where not is_version) over (partition by file_name order by turn) as series
    from {{ ref('int_delivery__replaced') }}
),

series as (
    select
        file_name,
        series,
        arg_max(delivery_id, turn) as newest_id,
        max(received_on) as newest_on
    from begun
    group by file_name, series
    having count(distinct delivery_id) > 1
),

version as (
    select
        begun.delivery_id,
        begun.file_name,
        series.newest_id,
        series.newest_on,
        min(begun.turn)::integer as turn,
        min(begun.received_on) as received_on
    from begun
    inner join series using (file_name, series)
    group by begun.delivery_id, begun.file_name, series.newest_id, series.newest_on
)

-- a copy that lay under two names belongs to the one replaced last
select *
from version
qualify row_number() over (partition by delivery_id order by newest_on desc, file_name asc, newest_id asc) = 1
