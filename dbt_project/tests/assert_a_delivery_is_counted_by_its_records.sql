-- What is told of a file is what landed of it, and how many of its records became what is what they became.
with counted as (
    select
        delivery_id,
        count(*) as record_count,
        sum((outcome = 'accepted')::integer) as accepted_count,
        sum((outcome = 'rejected')::integer) as rejected_count,
        sum((outcome = 'duplicate')::integer) as duplicate_count,
        sum((outcome = 'superseded')::integer) as superseded_count
    from {{ ref('fct_record') }}
    group by delivery_id
),

again as (
    select
        delivery_id,
        count(*) as again_count
    from {{ ref('fct_delivery_again') }}
    group by delivery_id
),

unread as (
    select distinct
        delivery_id,
        problem_code,
        problem
    from {{ source('landed', 'record') }}
    where row_role = 'record' and row_number = 0 and problem_code is not null
)

select
    delivery_id,
    delivery.file_name
from {{ ref('fct_delivery') }} as delivery
full join {{ source('landed', 'delivery') }} as landed using (delivery_id)
left join counted using (delivery_id)
left join again using (delivery_id)
left join unread
    on
        delivery.delivery_id = unread.delivery_id
        and delivery.problem_code = unread.problem_code
        and delivery.problem = unread.problem
left join {{ ref('int_delivery__stated') }} as stated on delivery.delivery_id = stated.delivery_id
left join {{ ref('delivery_kind') }} as delivery_kind on delivery.kind = delivery_kind.kind
left join {{ ref('stg_landed__delivery') }} as named on delivery.delivery_id = named.delivery_id
where
    delivery.side is distinct from delivery_kind.side
    or delivery.named_month_code
    is distinct from format('{:04d}-{:02d}', named.context_year, named.context_month)
    or delivery.file_name is distinct from landed.file_name
    or delivery.kind is distinct from landed.kind
    or delivery.part_of is distinct from landed.part_of
    or delivery.received_on is distinct from landed.received_on::date
    or (unread.delivery_id is null and (
        delivery.problem_code is not null
        or delivery.problem is not null
        or delivery.delivery_id in (select other.delivery_id from unread as other)
    ))
    or delivery.record_count is distinct from coalesce(counted.record_count, 0)
    or delivery.accepted_count is distinct from coalesce(counted.accepted_count, 0)
    or delivery.rejected_count is distinct from coalesce(counted.rejected_count, 0)
    or delivery.duplicate_count is distinct from coalesce(counted.duplicate_count, 0)
    or delivery.superseded_count is distinct from coalesce(counted.superseded_count, 0)
    or delivery.again_count is distinct from coalesce(again.again_count, 0)
    or delivery.stated_count is distinct from stated.stated_count
    or delivery.stated_difference is distinct from stated.stated_difference
    or delivery.stated_note is distinct from stated.stated_note
