-- One row per delivery that a corrected file replaces. A correction says so in its name or above its
-- table. It replaces the newest file of its own name that came before it, but never another unit's; if
-- there is none, the one file of the same single unit and month.
with titled as (
    select distinct delivery_id
    from {{ ref('stg_landed__record') }}
    where regexp_matches(table_title, '[（(【\[](更正|修订|订正)|以本[表件]为准|前[表件]作废|原[报表件]{1,3}(有误|作废)')
),

-- a correction that cannot be read replaces nothing
unread as (
    select delivery_id
    from {{ ref('stg_landed__record') }}
    where row_number = 0 and problem_code is not null
),

delivery as (
    select
        delivery.delivery_id,
        delivery.file_name,
        delivery.folder_name,
        delivery.file_stem,
        delivery.received_on,
        delivery.side,
        delivery.context_year,
        delivery.context_month,
        delivery.is_correction or titled.delivery_id is not null as is_correction,
        unread.delivery_id is not null as is_unread
    from {{ ref('stg_landed__delivery') }} as delivery
    left join titled using (delivery_id)
    left join unread using (delivery_id)
),

-- whose a delivery is, if all its records are of one unit
form as (
    select
        record.delivery_id,
        min(name.code) as unit_code
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('int_name__resolved') }} as name using (record_id)
    where name.kind = 'unit' and name.position = 1
    group by record.delivery_id
    having count(distinct name.code) = 1
),

correction as (
    select
        delivery.*,
        form.unit_code
    from delivery
    left join form using (delivery_id)
    where delivery.is_correction and not delivery.is_unread
),

original as (
    select
        delivery.*,
        form.unit_code
    from delivery
    left join form using (delivery_id)
    where not delivery.is_correction
),

named as (
    select
        correction.delivery_id as correction_id,
        original.delivery_id
    from correction
    inner join original
        on
            correction.file_stem = original.file_stem
            and correction.folder_name >= original.folder_name
            -- units that have a folder each call their files by the same name
            and coalesce(correction.unit_code = original.unit_code, true)
    -- a name that comes back every month: only the files nearest before the correction are meant
    qualify
        rank() over (partition by correction.delivery_id order by original.folder_name desc) = 1
),

alone as (
    select
        correction.delivery_id as correction_id,
        original.delivery_id
    from correction
    inner join original
        on
            correction.unit_code = original.unit_code
            and correction.context_year = original.context_year
            and correction.context_month = original.context_month
    where
        correction.delivery_id not in (select correction_id from named)
        and correction.side = 'claimed'
        and original.side = 'claimed'
        and correction.received_on >= original.received_on
    qualify count(*) over (partition by correction.delivery_id) = 1
),

replaced as (
    select *
    from named

    union all

    select *
    from alone
)

select
    replaced.delivery_id,
    arg_min(delivery.file_name, delivery.folder_name || delivery.file_name) as corrected_by,
    arg_min(delivery.delivery_id, delivery.folder_name || delivery.file_name) as correction_id
from replaced
inner join delivery on replaced.correction_id = delivery.delivery_id
group by replaced.delivery_id
