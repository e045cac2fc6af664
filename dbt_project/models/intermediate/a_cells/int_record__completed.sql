-- One row per record: the texts that name its units and its outlet, from its own cells, else from what
-- stands around them. Who filled the form in is the unit of a form without such a column, and so is who
-- the nearest folder or archive is named after that it lies in, unless other rows of the table name units; a
-- list is of the outlet whose name its page, its heading or its file bears. More than one name around is
-- none. In a register without outlets the heading above a record may be one.
with without_outlets as (
    select
        delivery_id,
        sheet_name
    from {{ ref('stg_landed__record') }}
    group by delivery_id, sheet_name
    having count(outlet_text) = 0
),

record as (
    select
        record.record_id,
        record.delivery_id,
        record.headings,
        record.unit_text,
        record.outlet_text,
        record.article_title,
        record.table_title,
        record.sheet_name,
        record.remark,
        if(
            without_outlets.delivery_id is null,
            null,
            regexp_extract(
                record.section_title,
                '^(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[、.．]?\s*)?(.*?)\s*'
                || '(?:[(（][^()（）]*[)）]|共?[0-9]+[篇条件])?[:：]?$',
                1
            )
        ) as section_name,
        delivery.base_name,
        delivery.folder_name,
        delivery.side = 'observed' as is_observed,
        nullif(regexp_extract(
            record.table_title, '(?:填报|填表|报送|上报|供稿|发稿|来稿)(?:单位|部门)[:：]\s*([^\s:：]+)', 1
        ), '') as form_unit,
        -- "某县：…" in a list of headlines names the sender
        nullif(regexp_extract(record.article_title, '^([^：:]{2,20})[：:]', 1), '') as title_unit
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    left join without_outlets using (delivery_id, sheet_name)
),

-- a path is read once, however many records lie under it
path as (
    select distinct
        folder_name,
        string_split(folder_name, '/') as folders
    from record
    where unit_text is null and not is_observed and folder_name != ''
),

folder as (
    select
        folder_name,
        unnest(folders) as context_text,
        generate_subscripts(folders, 1) as depth
    from path
),

context as (
    select distinct
        'unit' as kind,
        unnest([table_title, sheet_name, base_name]) as context_text
    from record
    where unit_text is null and not is_observed

    union

    select
        'unit' as kind,
        context_text
    from folder

    union

    select distinct
        'outlet' as kind,
        unnest([outlet_text, table_title, base_name]) as context_text
    from record
    where is_observed
),

alias as (
    select distinct
        kind,
        name_key,
        code
    from {{ ref('stg_office__alias') }}
    where length(name_key) > 1
),

keyed as (
    select
        kind,
        context_text,
        {{ name_key('context_text') }} as context_key
    from context
    where context_text != ''
),

begun as (
    select
        kind,
        context_text,
        context_key,
        {{ beginnings('context_key') }} as first_two
    from keyed
),

found as (
    select
        begun.kind,
        begun.context_text,
        alias.name_key,
        list(alias.code order by alias.code) as codes
    from begun
    inner join alias
        on
            begun.kind = alias.kind
            and begun.first_two = left(alias.name_key, 2)
            and contains(begun.context_key, alias.name_key)
    group by begun.kind, begun.context_text, alias.name_key
),

outermost as (
    select
        found.kind,
        found.context_text,
        found.name_key,
        found.codes
    from found
    where {{ is_outermost('longer.kind = found.kind') }}
),

around as (
    select
        kind,
        context_text,
        min(name_key) as name_text
    from outermost
    group by kind, context_text
    having count(distinct codes) = 1
),

nearest as (
    select
        folder.folder_name,
        arg_max(around.name_text, folder.depth) as name_text
    from folder
    inner join around on around.kind = 'unit' and folder.context_text = around.context_text
    group by folder.folder_name
),

titled as (
    select distinct record.title_unit
    from record
    inner join alias on alias.kind = 'unit' and {{ name_key('record.title_unit') }} = alias.name_key
    where record.unit_text is null
),

section as (
    select distinct record.section_name
    from record
    inner join alias on alias.kind = 'outlet' and {{ name_key('record.section_name') }} = alias.name_key
),

-- tables that name units in some rows only
named_in_part as (
    select
        delivery_id,
        sheet_name,
        headings,
        list(distinct unit_text) filter (where unit_text is not null) as unit_texts
    from record
    where not is_observed
    group by delivery_id, sheet_name, headings
    having count(unit_text) between 1 and count(*) - 1
),

unit_in_part as (
    select
        delivery_id,
        sheet_name,
        headings,
        len(unit_texts) as unit_count,
        unnest(unit_texts) as unit_text
    from named_in_part
),

-- of those, tables that name one unit only
of_one as (
    select
        part.delivery_id,
        part.sheet_name,
        part.headings,
        min(alias.code) as code
    from unit_in_part as part
    inner join alias on alias.kind = 'unit' and {{ name_key('part.unit_text') }} = alias.name_key
    group by part.delivery_id, part.sheet_name, part.headings
    having count(distinct alias.code) = 1 and count(distinct part.unit_text) = any_value(part.unit_count)
),

surrounded as (
    select
        record.record_id,
        coalesce(
            record.form_unit, unit_title.name_text, unit_sheet.name_text, unit_file.name_text,
            nearest.name_text
        ) as unit_text,
        named_in_part.delivery_id is not null as is_left_out,
        of_one.code
    from record
    left join around as unit_title
        on unit_title.kind = 'unit' and record.table_title = unit_title.context_text
    left join around as unit_sheet on unit_sheet.kind = 'unit' and record.sheet_name = unit_sheet.context_text
    left join around as unit_file on unit_file.kind = 'unit' and record.base_name = unit_file.context_text
    left join nearest on record.folder_name = nearest.folder_name
    left join named_in_part
        on
            record.delivery_id = named_in_part.delivery_id
            and record.sheet_name = named_in_part.sheet_name
            and record.headings is not distinct from named_in_part.headings
    left join of_one
        on
            record.delivery_id = of_one.delivery_id
            and record.sheet_name = of_one.sheet_name
            and record.headings is not distinct from of_one.headings
    where record.unit_text is null and not record.is_observed
),

-- A unit left out among others is nobody's, and not the sender's: unless all of them are the sender.
sender as (
    select distinct surrounded.record_id
    from surrounded
    inner join alias
        on
            alias.kind = 'unit'
            and {{ name_key('surrounded.unit_text') }} = alias.name_key
            and surrounded.code = alias.code
    where surrounded.is_left_out
),

-- who else wrote it, as a remark says: units we know, and what sounds like one
told as (
    select distinct remark
    from record
    where not is_observed and regexp_matches(remark, '{{ words_of_joint_work() }}')
),

remarked as (
    select
        remark,
        unnest({{ joint_names('remark') }}) as name_text
    from told
),

known as (
    select distinct name_key
    from alias
    where kind = 'unit'
),

joint as (
    select
        remarked.remark,
        string_agg(distinct remarked.name_text, '、' order by remarked.name_text) as names
    from remarked
    left join known on {{ name_key('remarked.name_text') }} = known.name_key
    where known.name_key is not null or {{ sounds_like_a_unit('remarked.name_text') }}
    group by remarked.remark
)

select
    record.record_id,
    coalesce(
        record.unit_text,
        if(
            record.is_observed,
            titled.title_unit,
            if(surrounded.is_left_out and sender.record_id is null, null, surrounded.unit_text)
        ),
        -- whose the whole table is, as somebody has said
        if(surrounded.is_left_out, null, nullif(form.answer, '逐行填写'))
    ) || coalesce('、' || joint.names, '') as unit_text,
    case
        when record.is_observed
        then coalesce(
                outlet_cell.name_text, outlet_title.name_text, outlet_file.name_text, record.outlet_text
            )
        else coalesce(record.outlet_text, section.section_name)
    end as outlet_text
from record
left join joint on record.remark = joint.remark
left join section on record.section_name = section.section_name
left join titled on record.title_unit = titled.title_unit
left join surrounded on record.record_id = surrounded.record_id
left join sender on record.record_id = sender.record_id
left join {{ ref('int_form__told') }} as form
    on
        form.kind = 'unit'
        and record.delivery_id = form.delivery_id
        and record.sheet_name = form.sheet_name
        and record.headings is not distinct from form.headings
left join
    around as outlet_cell
    on outlet_cell.kind = 'outlet' and record.outlet_text = outlet_cell.context_text
left join
    around as outlet_title
    on outlet_title.kind = 'outlet' and record.table_title = outlet_title.context_text
left join around as outlet_file on outlet_file.kind = 'outlet' and record.base_name = outlet_file.context_text
