-- One row per row of a register that a newer version has made idle: gone or changed there, or told again.
-- A row that is still in the newest version stands where it was delivered first: it keeps its day of receipt,
-- and what was decided about it.
with told as (
    select
        told.*,
        version.* exclude (delivery_id)
    from {{ ref('int_record__told') }} as told
    inner join {{ ref('int_delivery__version') }} as version using (delivery_id)
),

stood as (
    select
        *,
        bool_or(delivery_id = newest_id) over alike as is_in_newest,
        first_value(record_id) over (alike order by turn asc, record_id asc) as first_id,
        min(received_on) over alike as first_on
    from told
    window alike as (partition by newest_id, said_key)
),

newest as (
    select *
    from told
    where delivery_id = newest_id
),

named as (
    select
        lost.record_id,
        min(newest.record_id) as later_id
    from stood as lost
    inner join newest using (newest_id, title_key)
    where
        not lost.is_in_newest
        and (
            lost.outlet_name is not distinct from newest.outlet_name
            or lost.adopted_on is not distinct from newest.adopted_on
        )
    group by lost.record_id
),

beside as (
    select
        lost.record_id,
        min(newest.record_id) as later_id
    from stood as lost
    inner join newest using (newest_id, said_beside_title)
    where not lost.is_in_newest and lost.title_key is not null
    group by lost.record_id
)

select
    stood.record_id,
    case
        when stood.is_in_newest then 'version_same'
        when coalesce(named.later_id, beside.later_id) is null then 'version_gone'
        else 'version_changed'
    end as reason_code,
    if(stood.is_in_newest, stood.first_id, coalesce(named.later_id, beside.later_id)) as of_record_id,
    stood.file_name || strftime(if(stood.is_in_newest, stood.first_on, stood.newest_on), '（%Y-%m-%d 收到）')
        as version_text
from stood
left join named using (record_id)
left join beside using (record_id)
where not stood.is_in_newest or stood.record_id != stood.first_id

union all

-- what could not be read, and has come again so that it can
select
    record.record_id,
    'version_read' as reason_code,
    null as of_record_id,
    turn.file_name || strftime(max(later.received_on), '（%Y-%m-%d 收到）') as version_text
from {{ ref('stg_landed__record') }} as record
inner join {{ ref('stg_landed__turn') }} as turn using (delivery_id)
inner join {{ ref('int_delivery__replaced') }} as later
    on turn.file_name = later.file_name and turn.turn < later.turn
where record.row_number = 0
group by record.record_id, turn.file_name
