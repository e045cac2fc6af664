-- One row per time that a register lay under a path where another lay before or after it: how many rows of
-- the one before are still there, say something else now, or are gone. It is a newer version if most are
-- there or bear the same title; none if no row has anything in common, as where each month's register bears
-- one name. What lies between is for a person to say. What could not be read is passed over.
with size as (
    select
        delivery_id,
        count(*) as row_count
    from {{ ref('int_record__told') }}
    group by delivery_id
),

turned as (
    select
        turn.file_name,
        turn.turn,
        turn.delivery_id,
        turn.received_on,
        size.row_count,
        lag(turn.delivery_id) over before as earlier_id,
        lag(turn.received_on) over before as earlier_on,
        lag(size.row_count) over before as earlier_count
    from {{ ref('stg_landed__turn') }} as turn
    inner join size using (delivery_id)
    window before as (partition by turn.file_name order by turn.turn)
),

said as (
    select distinct
        delivery_id,
        said_key
    from {{ ref('int_record__told') }}
),

-- The rows of either that the other has not.
{% for name, mine, other in [('lost', 'earlier_id', 'delivery_id'), ('added', 'delivery_id', 'earlier_id')] %}
{{ name }} as (
    select
        turned.file_name,
        turned.turn,
        told.record_id,
        told.title_key,
        told.outlet_name,
        told.adopted_on,
        told.said_beside_title
    from turned
    inner join {{ ref('int_record__told') }} as told on turned.{{ mine }} = told.delivery_id
    left join said on turned.{{ other }} = said.delivery_id and told.said_key = said.said_key
    where said.said_key is null
),
{% endfor %}

-- A title in another outlet on another day is another adoption of the piece, and no changed row.
titled as (
    select distinct
        lost.record_id,
        lost.file_name,
        lost.turn
    from lost
    inner join added using (file_name, turn, title_key)
    where
        lost.outlet_name is not distinct from added.outlet_name
        or lost.adopted_on is not distinct from added.adopted_on
),

retitled as (
    select distinct
        lost.record_id,
        lost.file_name,
        lost.turn
    from lost
    inner join added using (file_name, turn, said_beside_title)
    left join titled
        on
            lost.record_id = titled.record_id
            and lost.file_name = titled.file_name
            and lost.turn = titled.turn
    where lost.title_key is not null and titled.record_id is null
),

tallied as (
    select
        lost.file_name,
        lost.turn,
        count(*) as lost_count,
        count(titled.record_id) as titled_count,
        count(retitled.record_id) as retitled_count
    from lost
    left join titled using (record_id, file_name, turn)
    left join retitled using (record_id, file_name, turn)
    group by lost.file_name, lost.turn
),

counted as (
    select
        turned.*,
        coalesce(tallied.lost_count, 0) as lost_count,
        coalesce(tallied.titled_count, 0) as titled_count,
        coalesce(tallied.titled_count + tallied.retitled_count, 0) as changed_count
    from turned
    left join tallied using (file_name, turn)
),

decided as (
    select
        counted.*,
        earlier_count - lost_count as same_count,
        lost_count - changed_count as gone_count,
        coalesce(delivery_id = earlier_id, false) as is_itself,
        decision.answer
    from counted
    left join {{ ref('stg_office__decision') }} as decision
        on
            counted.delivery_id = decision.subject
            and decision.kind = 'delivery'
            and decision.answer in ('替代旧件', '两份都算')
),

judged as (
    select
        *,
        case
            when earlier_id is null then false
            when is_itself then true
            when answer is not null then answer = '替代旧件'
            else 2 * (same_count + titled_count) > earlier_count
        end as is_version
    from decided
)

select
    file_name,
    turn,
    delivery_id,
    received_on,
    earlier_id,
    earlier_on,
    row_count::integer as row_count,
    earlier_count::integer as earlier_count,
    same_count::integer as same_count,
    changed_count::integer as changed_count,
    gone_count::integer as gone_count,
    is_version,
    not is_version and answer is null and coalesce(same_count + changed_count, 0) > 0 as is_doubtful
from judged
