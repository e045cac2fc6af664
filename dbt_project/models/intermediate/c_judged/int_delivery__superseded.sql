-- One row per delivery that a corrected file replaces. A correction says so in its name or above its
-- table. It replaces the newest file of its own name that came before it, unless that is plainly another
-- unit's: many send a 表一. If there is none, it replaces the one file of the same single unit and month.
with titled as (
    select distinct delivery_id
    from (
        select
            delivery_id,
            table_title
        from {{ ref('stg_landed__record') }}

        union all

        select
            delivery_id,
            table_title
        from {{ ref('stg_register__record') }}
    ) as record
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

unit_of as (
    select distinct
        record.delivery_id,
        name.code
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('int_name__resolved') }} as name using (record_id)
    where name.kind = 'unit' and name.code is not null
),

units_of as (
    select
        delivery_id,
        list(code) as codes
    from unit_of
    group by delivery_id
),

named as (
    select
        later.delivery_id as correction_id,
        earlier.delivery_id
    from delivery as later
    inner join delivery as earlier
        on
            later.file_stem = earlier.file_stem
            and later.delivery_id != earlier.delivery_id
            and later.folder_name >= earlier.folder_name
    left join units_of as later_units on later.delivery_id = later_units.delivery_id
    left join units_of as earlier_units on earlier.delivery_id = earlier_units.delivery_id
    where
        later.is_correction
        and not later.is_unread
        and not earlier.is_correction
        and coalesce(list_has_any(later_units.codes, earlier_units.codes), true)
    -- a name that comes back every month: only the files nearest before the correction are meant
    qualify rank() over (partition by later.delivery_id order by earlier.folder_name desc) = 1
),

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

-- versions of one file are one file
version as (
    select
        delivery_id,
        newest_id,
        delivery_id != newest_id as is_older
    from {{ ref('int_delivery__version') }}
),

alone as (
    select
        later.delivery_id as correction_id,
        earlier.delivery_id
    from delivery as later
    inner join form as later_form on later.delivery_id = later_form.delivery_id
    inner join form as earlier_form
        on later_form.unit_code = earlier_form.unit_code
            and later_form.delivery_id != earlier_form.delivery_id
    inner join delivery as earlier on earlier_form.delivery_id = earlier.delivery_id
    left join version on earlier.delivery_id = version.delivery_id
    where
        later.is_correction
        and not later.is_unread
        and later.delivery_id not in (select correction_id from named)
        and not earlier.is_correction
        and later.side = 'claimed'
        and earlier.side = 'claimed'
        and not coalesce(version.is_older, false)
        and later.context_year = earlier.context_year
        and later.context_month = earlier.context_month
        and later.received_on >= earlier.received_on
    qualify count(*) over (partition by later.delivery_id) = 1
),

chosen as (
    select *
    from named

    union all

    select *
    from alone
),

replaced as (
    select *
    from chosen

    union all

    select
        chosen.correction_id,
        other.delivery_id
    from chosen
    inner join version on chosen.delivery_id = version.delivery_id
    inner join version as other on version.newest_id = other.newest_id
    where other.delivery_id not in (chosen.delivery_id, chosen.correction_id)
)

select
    replaced.delivery_id,
    arg_min(delivery.file_name, delivery.folder_name || delivery.file_name) as corrected_by,
    arg_min(delivery.delivery_id, delivery.folder_name || delivery.file_name) as correction_id
from replaced
inner join delivery on replaced.correction_id = delivery.delivery_id
group by replaced.delivery_id
