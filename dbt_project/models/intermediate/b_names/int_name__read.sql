-- One row per distinct unit or outlet cell and name in it: the name as written and the key it is looked
-- up by. A cell is one name if it is known as one, else several with marks between them or numbers before
-- them, else several with spaces or 和 between them if all of those are known. Behind a known name an inner
-- office, a page or a programme is left off.
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

listed as (
    select
        *,
        {{ listed('cell_text') }} as listed_text
    from cell
),

divided as (
    select
        kind,
        cell_text,
        1 as way,
        [cell_text] as names
    from listed

    union all

    select
        kind,
        cell_text,
        2 as way,
        list_filter(string_split_regex(listed_text, '[、，,；;/\\|\n]+'), lambda one: trim(one) != '') as names
    from listed

    union all

    select
        kind,
        cell_text,
        3 as way,
        list_filter(
            string_split_regex(listed_text, '[、，,；;/\\|\s\x{3000}\x{00a0}]+'), lambda one: trim(one) != ''
        ) as names
    from listed

    union all

    select
        kind,
        cell_text,
        4 as way,
        list_filter(
            string_split_regex(listed_text, '[、，,；;/\\|\s\x{3000}\x{00a0}和与及暨＋+&·]+'),
            lambda one: trim(one) != ''
        ) as names
    from listed
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

longest as (
    select max(length(name_key)) as length
    from known
),

-- Every place where a name may end, so that no cell is held against every name; a cell may be much longer.
begun as (
    select
        spelling.kind,
        spelling.name_text,
        spelling.written_key,
        unnest(list_transform(
            range(2, least(length(spelling.written_key), longest.length) + 1),
            lambda length: left(spelling.written_key, length) -- noqa: PRS
        )) as beginning
    from spelling
    cross join longest
),

divided_at_name as (
    select
        begun.kind,
        begun.name_text,
        begun.beginning as name_key,
        substr(begun.written_key, length(begun.beginning) + 1) as rest
    from begun
    inner join known on begun.kind = known.kind and begun.beginning = known.name_key
),

shortened as (
    select
        named.kind,
        named.name_text,
        arg_max(named.name_key, length(named.name_key)) as name_key
    from divided_at_name as named
    -- two names with a space between them
    anti join known as second
        on named.kind = second.kind and if(named.kind = 'outlet', named.rest, null) = second.name_key
    where {{ is_inner_part('named.kind', 'named.name_key', 'named.rest') }}
    group by named.kind, named.name_text
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
        begun.kind,
        begun.name_text,
        known.name_key
    from begun
    inner join city on begun.beginning = city.city_name
    inner join known
        on
            begun.kind = known.kind
            and known.name_key = substr(begun.written_key, length(city.city_name) + 1)
            and regexp_matches(known.name_key, '^.{1,6}?[县区市旗]')
    where begun.kind = 'unit'
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
