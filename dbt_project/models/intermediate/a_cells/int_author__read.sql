-- One row per distinct cell of authors and author in it: name, the unit that stands beside it, the share.
-- Authors stand in one cell with marks between them, or with spaces, which may stand inside a name of two
-- characters, too; a unit in brackets, before the name, or in a column of its own; a share behind the name
-- or in a column of its own.
with cell as (
    select
        author,
        author_unit,
        author_shares
    from {{ ref('stg_landed__record') }}
    where author is not null

    union distinct

    select
        author,
        author_unit,
        author_shares
    from {{ ref('stg_register__record') }}
    where author is not null
),

known as (
    select distinct name_key
    from {{ ref('stg_office__alias') }}
    where kind = 'unit'
),

-- "通讯员 某某", "文/图：某某": what they did is none of their name
piece as (
    select
        author,
        unnest(pieces) as piece_text,
        generate_subscripts(pieces, 1) as piece_position
    from (
        select
            author,
            regexp_extract_all(
                regexp_replace(author, '{{ author_roles() }}', '、', 'g'),
                '[^、，,；;/|\n（()）]+([（(][^（()）]*[)）])?(\s*占?[0-9.]+\s*[%％])?'
            ) as pieces
        from (select distinct author from cell) as written
    ) as divided
),

described as (
    select
        author,
        piece_position,
        nullif(trim(regexp_replace(
            regexp_extract(piece_text, '[（(]([^（()）]*)[)）]', 1), '[，,、]?\s*占?[0-9.]+\s*[%％]', ''
        )), '') as unit_text,
        try_cast(nullif(regexp_extract(piece_text, '([0-9]+([.][0-9]+)?)\s*[%％]', 1), '') as decimal(18, 4)) as share,  -- noqa: LT05
        -- 张 三 is one name
        regexp_replace(
            regexp_replace(
                trim(regexp_replace(piece_text, '[（(].*|占?[0-9.]+\s*[%％].*|等[0-9一二三四五六七八九十]*[人名位]?\s*$', '')),
                '(^|\s)(\S)[\s\x{3000}]+(\S)(\s|$)', '\1\2\3\4', 'g'
            ),
            '(^|\s)(\S)[\s\x{3000}]+(\S)(\s|$)', '\1\2\3\4', 'g'
        ) as names_text
    from piece
),

named as (
    select
        author,
        piece_position,
        unit_text,
        share,
        unnest(names) as name_text,
        generate_subscripts(names, 1) as name_position,
        len(names) as name_count
    from (
        select
            *,
            list_filter(
                string_split_regex(
                    regexp_replace(names_text, '^(\S{2,4})[和与及](\S{2,4})$', '\1 \2'), '[\s\x{3000}\x{00a0}]+'
                ),
                lambda one: one not in ('', '—', '-')
            ) as names
        from described
    ) as split_at_spaces
),

nobody as (
    select list(word) as words
    from {{ ref('no_author') }}
),

placed as (
    select
        named.author,
        -- "通讯员某某" without a space
        coalesce(
            nullif(regexp_extract(named.name_text, '^{{ author_titles() }}([\x{3400}-\x{9fff}]{2,4})$', 1), ''),  -- noqa: LT05
            named.name_text
        ) as name_text,
        known.name_key is not null as is_unit,
        row_number() over standing as place,
        if(named.name_position = named.name_count, named.unit_text, null) as unit_text,
        if(named.name_position = named.name_count, named.share, null) as share,
        -- "某镇 某某": a unit is that of whoever follows it
        last_value(if(known.name_key is not null, named.name_text, null) ignore nulls) over standing as unit_before  -- noqa: LT05
    from named
    left join known on {{ name_key('named.name_text') }} = known.name_key
    window standing as (
        partition by named.author
        order by named.piece_position, named.name_position
        rows between unbounded preceding and current row
    )
),

-- "文/某某 图/某某" is one
person as (
    select
        author,
        name_text as person_name,
        coalesce(unit_text, unit_before) as unit_text,
        max(share) as share,
        row_number() over (partition by author order by min(place)) as position,
        count(*) over (partition by author) as person_count
    from placed
    cross join nobody
    where
        not is_unit
        and not list_contains(nobody.words, name_text)
        -- 某某镇中心小学: the name of a body is longer than that of a person
        and not (
            len(name_text) > 3
            and list_bool_or(list_transform(nobody.words, lambda word: ends_with(name_text, word))) -- noqa: PRS,LT05
        )
        and regexp_matches(name_text, '^[^\x{4e00}-\x{9fff}]+$|^[\x{3400}-\x{9fff}]{2,4}$|[·•A-Za-z]')
    group by author, name_text, coalesce(unit_text, unit_before)
),

beside as (
    select
        author,
        author_unit,
        author_shares,
        list_filter(string_split_regex(author_unit, '[、，,；;/|]+'), lambda one: one != '') as units,
        list_transform(
            regexp_extract_all(author_shares, '[0-9]+(?:[.][0-9]+)?'), lambda one: one::decimal(18, 4)
        ) as shares
    from cell
)

select
    beside.author,
    beside.author_unit,
    beside.author_shares,
    person.position,
    person.person_name,
    coalesce(
        person.unit_text,
        case len(beside.units) when 1 then beside.units[1] when person.person_count then beside.units[person.position] end  -- noqa: LT05
    ) as unit_text,
    coalesce(person.share, if(len(beside.shares) = person.person_count, beside.shares[person.position], null)) as share  -- noqa: LT05
from beside
inner join person using (author)
