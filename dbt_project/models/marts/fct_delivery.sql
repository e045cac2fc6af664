-- Every file that ever arrived: its records, by what became of them.
with counted as (
    select
        delivery_id,
        count(*)::integer as record_count,
        count(*) filter (where outcome = 'accepted')::integer as accepted_count,
        count(*) filter (where outcome = 'rejected')::integer as rejected_count,
        count(*) filter (where outcome = 'duplicate')::integer as duplicate_count,
        count(*) filter (where outcome = 'superseded')::integer as superseded_count
    from {{ ref('fct_record') }}
    group by delivery_id
),

arrived_again as (
    select
        delivery_id,
        count(*)::integer as again_count
    from {{ ref('stg_landed__again') }}
    group by delivery_id
),

unread as (
    select
        delivery_id,
        min(problem_code) as problem_code,
        min(problem) as problem
    from {{ ref('stg_landed__record') }}
    where row_number = 0 and problem_code is not null
    group by delivery_id
)

select
    delivery.delivery_id,
    delivery.file_name,
    delivery.kind,
    delivery.side,
    delivery.part_of,
    delivery.received_on,
    format('{:04d}-{:02d}', delivery.context_year, delivery.context_month) as named_month_code,
    unread.problem_code,
    unread.problem,
    coalesce(counted.record_count, 0) as record_count,
    coalesce(counted.accepted_count, 0) as accepted_count,
    coalesce(counted.rejected_count, 0) as rejected_count,
    coalesce(counted.duplicate_count, 0) as duplicate_count,
    coalesce(counted.superseded_count, 0) as superseded_count,
    coalesce(arrived_again.again_count, 0) as again_count,
    stated.stated_count,
    stated.stated_difference,
    stated.stated_note
from {{ ref('stg_landed__delivery') }} as delivery
left join counted using (delivery_id)
left join arrived_again using (delivery_id)
left join unread using (delivery_id)
left join {{ ref('int_delivery__stated') }} as stated using (delivery_id)
