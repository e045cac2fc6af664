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

-- the last time that it took another's place
replaced as (
    select
        delivery_id,
        arg_max(
            case
                when is_version
                then concat(
                        '替代 ', earlier_on, ' 收到的同名文件：',
                        coalesce(nullif(concat_ws(
                            '，',
                            '少 ' || nullif(gone_count, 0) || ' 行',
                            '改 ' || nullif(changed_count, 0) || ' 行',
                            '增 ' || nullif(row_count - same_count - changed_count, 0) || ' 行'
                        ), ''), '各行没有变化')
                    )
                when is_doubtful
                then concat(
                        '与 ', earlier_on, ' 收到的同名文件只有一部分相同（', same_count + changed_count, '/', earlier_count,
                        ' 行）：未答复前两份都算'
                    )
                else concat('与 ', earlier_on, ' 收到的同名文件不是一份东西，两份都算')
            end,
            turn
        ) as version_note
    from {{ ref('int_delivery__replaced') }}
    where earlier_id != delivery_id
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
    stated.stated_note,
    replaced.version_note
from {{ ref('stg_landed__delivery') }} as delivery
left join counted using (delivery_id)
left join arrived_again using (delivery_id)
left join replaced using (delivery_id)
left join unread using (delivery_id)
left join {{ ref('int_delivery__stated') }} as stated using (delivery_id)
