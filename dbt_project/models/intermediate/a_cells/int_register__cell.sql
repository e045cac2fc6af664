-- One row per record of a register beside adoptions and kind of name: the text that names its units, and its
-- outlet. A table without a column of units is of the unit whose name stands in its title, its sheet or its
-- file; more than one name there is none. A unit left out among others is nobody's, and neither is a count
-- without one: its sheet is of many.
with of_many as (
    select
        delivery_id,
        sheet_name,
        register
    from {{ ref('stg_register__record') }}
    group by delivery_id, sheet_name, register
    having register = 'outlet_count' or (count(unit_name) < count(*) and count(distinct unit_name) > 1)
),

record as (
    select
        record.record_id,
        record.register,
        record.unit_name,
        coalesce(record.account_name, record.outlet_name) as outlet_name,
        record.table_title,
        record.sheet_name,
        record.file_stem,
        of_many.delivery_id is not null as is_of_many,
        coalesce(dated.happened_on, dated.received_on) as on_day
    from {{ ref('stg_register__record') }} as record
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    left join of_many
        on
            record.delivery_id = of_many.delivery_id
            and record.sheet_name = of_many.sheet_name
            and record.register = of_many.register
),

context as (
    select distinct unnest([table_title, sheet_name, file_stem]) as context_text
    from record
    where unit_name is null and not is_of_many
),

keyed as (
    select
        context_text,
        {{ name_key('context_text') }} as context_key
    from context
),

begun as (
    select
        context_text,
        context_key,
        {{ beginnings('context_key') }} as first_two
    from keyed
),

found as (
    select distinct
        begun.context_text,
        alias.name_key,
        alias.code
    from begun
    inner join {{ ref('stg_office__alias') }} as alias
        on
            begun.first_two = left(alias.name_key, 2)
            and alias.kind = 'unit'
            and length(alias.name_key) > 1
            and contains(begun.context_key, alias.name_key)
),

around as (
    select
        found.context_text,
        min(found.name_key) as unit_name
    from found
    where {{ is_outermost() }}
    group by found.context_text
    having count(distinct found.code) = 1
),

named as (
    select
        record.*,
        coalesce(record.unit_name, of_title.unit_name, of_sheet.unit_name, of_file.unit_name) as unit_text
    from record
    left join around as of_title
        on if(record.is_of_many, null, record.table_title) = of_title.context_text
    left join around as of_sheet
        on if(record.is_of_many, null, record.sheet_name) = of_sheet.context_text
    left join around as of_file
        on if(record.is_of_many, null, record.file_stem) = of_file.context_text
)

select
    record_id,
    'unit' as kind,
    unit_text as cell_text,
    on_day
from named
where unit_text is not null

union all

select
    record_id,
    'outlet' as kind,
    outlet_name as cell_text,
    on_day
from named
where outlet_name is not null
