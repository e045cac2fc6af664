-- Accepted, rejected, duplicate and superseded are all that arrived, for each delivery and register; and what
-- arrived is what was counted when it was read. An archive has no records: its members have them.
with staged as (
    select
        delivery_id,
        count(*) as record_count
    from (
        select delivery_id
        from {{ ref('stg_landed__record') }}

        union all

        select delivery_id
        from {{ ref('stg_register__record') }}
    ) as record
    group by delivery_id
)

select
    delivery.delivery_id,
    landed.record_count as landed_count,
    staged.record_count as staged_count,
    delivery.record_count
from {{ ref('fct_delivery') }} as delivery
full join {{ source('landed', 'delivery') }} as landed using (delivery_id)
full join staged using (delivery_id)
where
    landed.record_count is distinct from delivery.record_count
    or landed.record_count is distinct from coalesce(staged.record_count, 0)
    or landed.record_count is distinct from
    delivery.accepted_count + delivery.rejected_count + delivery.duplicate_count + delivery.superseded_count
