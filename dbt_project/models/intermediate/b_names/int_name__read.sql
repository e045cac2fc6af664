-- One row per distinct unit or outlet cell and name in it: the name as written and the key it is looked
-- up by. A cell is one name if it is known as one, else several with marks between them, else several
-- with spaces or 和 between them if all of those are known. Behind a known name an inner office, a page
-- or a programme is left off.
with cell as (
    select
        'unit' as kind,
        unit_text as cell_text
    from {{ ref('int_record__completed') }}
    where unit_text is not null

    union distinct

    select
        'outlet' as kind,
        outlet_text as cell_text
    from {{ ref('int_record__completed') }}
    where outlet_text is not null

    union distinct

    select
        kind,
        cell_text
    from {{ ref('int_register__cell') }}

    union distinct

    -- units of authors
    select
        'unit' as kind,
        unit_text as cell_text
    from {{ ref('int_author__read') }}
    where unit_text is not null
),

known as (
    select distinct
        kind,
        name_key
    from {{ ref('stg_office__alias') }}

    union

    select
        kind,
        subject_key as name_key
    from {{ ref('stg_office__decision') }}
    where kind in ('unit', 'outlet')
),

divided as (
    select
        kind,
        cell_text,
        1 as way,
        [cell_text] as names
    from cell

    union all

    select
        kind,
        cell_text,
        2 as way,
        list_filter(string_split_regex(cell_text, '[、，,；;/\\|\n]+'), lambda one: trim(one) != '') as names
    from cell

    union all

    select
        kind,
        cell_text,
        3 as way,
        list_filter(
            string_split_regex(cell_text, '[、，,；;/\\|\s\x{3000}\x{00a0}]+'), lambda one: trim(one) != ''
        ) as names
    from cell

    union all

    select
        kind,
        cell_text,
        4 as way,
        list_filter(
            string_split_regex(cell_text, '[、，,；;/\\|\s\x{3000}\x{00a0}和与及暨＋+&·]+'),
            lambda one: trim(one) != ''
        ) as names
    from cell
),

name as (
    select
        kind,
        cell_text,
        way,
        unnest(names) as name_text,
        generate_subscripts(names, 1) as position
    from divided
),

spelling as (
    select distinct
        kind,
        name_text,
        {{ name_key('name_text') }} as written_key
    from name
),

shortened as (
    select
        spelling.kind,
        spelling.name_text,
        arg_max(known.name_key, length(known.name_key)) as name_key
    from spelling
    inner join known
        on
            spelling.kind = known.kind
            and starts_with(spelling.written_key, known.name_key)
            and length(known.name_key) > 1
    left join
        known as second
        on
            spelling.kind = 'outlet'
            and second.kind = 'outlet'
            and substr(spelling.written_key, length(known.name_key) + 1) = second.name_key
    where
        -- two names with a space between them
        second.name_key is null
        and {{ is_inner_part(
            'spelling.kind', 'known.name_key', 'substr(spelling.written_key, length(known.name_key) + 1)'
        ) }}
    group by spelling.kind, spelling.name_text
),

-- the cities that units here are named after
city as (
    select distinct regexp_extract(name_key, '^.{2,4}?[市州盟]') as city_name
    from known
    where kind = 'unit' and regexp_matches(name_key, '^.{2,4}?[市州盟]')
),

-- 郴州市桂东县…: its county is one of the city's own, and known by the rest of the name
without_city as (
    select distinct
        spelling.kind,
        spelling.name_text,
        known.name_key
    from spelling
    inner join city on starts_with(spelling.written_key, city.city_name)
    inner join known
        on
            spelling.kind = known.kind
            and known.name_key = substr(spelling.written_key, length(city.city_name) + 1)
            and regexp_matches(known.name_key, '^.{1,6}?[县区市旗]')
    where spelling.kind = 'unit'
),

looked_up as (
    select
        spelling.kind,
        spelling.name_text,
        coalesce(known.name_key, shortened.name_key, without_city.name_key) is not null as is_known,
        coalesce(known.name_key, shortened.name_key, without_city.name_key, spelling.written_key) as name_key
    from spelling
    left join known on spelling.kind = known.kind and spelling.written_key = known.name_key
    left join shortened on spelling.kind = shortened.kind and spelling.name_text = shortened.name_text
    left join without_city
        on spelling.kind = without_city.kind and spelling.name_text = without_city.name_text
),

chosen as (
    select
        kind,
        cell_text,
        coalesce(min(way) filter (where is_whole), 2) as way
    from (
        select
            name.kind,
            name.cell_text,
            name.way,
            bool_and(looked_up.is_known) as is_whole
        from name
        inner join looked_up using (kind, name_text)
        group by name.kind, name.cell_text, name.way
    ) as tried
    group by kind, cell_text
)

select
    name.kind,
    name.cell_text,
    name.position,
    name.name_text,
    looked_up.name_key
from name
inner join chosen using (kind, cell_text, way)
inner join looked_up using (kind, name_text)
