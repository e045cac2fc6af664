-- What only a person can settle, asked once for each thing: what a name stands for, what a record should say,
-- whether two titles are of one text, what is to become of a file that cannot be read. What has been answered
-- and what a corrected file replaces is no question.
with asked as (
    select
        record.*,
        reason.asks_for,
        (record.file_name, record.sheet_name, record.row_number) as place,
        nullif(concat_ws(
            '；',
            '单位：' || record.unit_name,
            '刊物：' || record.outlet_name,
            '标题：' || record.article_title,
            '日期：' || record.adopted_on_text
        ), '') as context
    from {{ ref('fct_record') }} as record
    left join {{ ref('asked_reason') }} as reason using (reason_code)
    left join {{ ref('reject_reason') }} as sentence using (reason_code)
    where
        record.outcome = 'rejected'
        -- a reason with a sentence that asks for nothing is final; one without is a reader's
        and (reason.asks_for is not null or sentence.reason_code is null)
        and record.delivery_id not in (select delivery_id from {{ ref('int_delivery__superseded') }})
),

unresolved as (
    select
        asked.*,
        name.kind || '_name' as question_kind,
        trim(name.name_text) as name_text,
        {{ name_key('name.name_text') }} as name_key,
        name.candidate_count
    from asked
    inner join {{ ref('int_name__resolved') }} as name using (record_id)
    where asked.asks_for is not null and name.code is null and not name.is_foreign
),

name_question as (
    select
        question_kind as kind,
        arg_min(name_text, place) as subject,
        name_key,
        '名称' as asks_for,
        if(max(candidate_count) > 1, '对应不止一个：指的是哪一个？', '不在名单中：指的是哪一个？') as about,
        count(distinct record_id)::integer as record_count,
        arg_min(file_name, place) as file_name,
        arg_min(sheet_name, place) as sheet_name,
        arg_min(row_number, place) as row_number,
        min(month_code) as first_month,
        max(month_code) as last_month,
        arg_min(context, place) as context,
        null as cells
    from unresolved
    group by question_kind, name_key
),

-- each cell behind its heading, and what else is blank beside what is asked for first
record_question as (
    select
        'record' as kind,
        asked.record_id as subject,
        null as name_key,
        asked.asks_for,
        asked.reason || coalesce('；还缺：' || nullif(concat_ws(
            '、',
            if(asked.asks_for in ('标题', '单位') and asked.outlet_name is null, '刊物', null),
            if(asked.asks_for in ('标题', '单位', '刊物') and asked.adopted_on_text is null, '日期', null)
        ), ''), '') as about,
        1 as record_count,
        asked.file_name,
        asked.sheet_name,
        asked.row_number,
        asked.month_code as first_month,
        asked.month_code as last_month,
        asked.context,
        coalesce(
            to_json(list_transform(
                list_filter(
                    list_zip(
                        from_json(record.headings, '["varchar"]'), from_json(asked.cells, '["varchar"]')
                    ),
                    lambda one: coalesce(one[2], '') != '' -- noqa: PRS
                ),
                lambda one: concat_ws('：', nullif(one[1], ''), one[2]) -- noqa: PRS
            ))::varchar,
            asked.cells
        ) as cells
    from asked
    left join {{ ref('stg_landed__record') }} as record using (record_id)
    -- the other registers take no corrections: their rows are sent again
    where
        asked.row_number > 0
        and coalesce(asked.asks_for, '') not in ('名称', '词', '列')
        and asked.register = 'adoption'
),

word_question as (
    select
        'word' as kind,
        record.verdict_said as subject,
        null as name_key,
        null as asks_for,
        concat(record.verdict_said, '：这样写的算不算采用？') as about,
        count(*)::integer as record_count,
        arg_min(asked.file_name, asked.place) as file_name,
        arg_min(asked.sheet_name, asked.place) as sheet_name,
        arg_min(asked.row_number, asked.place) as row_number,
        min(asked.month_code) as first_month,
        max(asked.month_code) as last_month,
        arg_min(asked.context, asked.place) as context,
        null as cells
    from asked
    inner join {{ ref('stg_landed__record') }} as record using (record_id)
    where asked.asks_for = '词'
    group by record.verdict_said
),

unknown_column as (
    select
        form.*,
        unnest(from_json(
            form.unknown_columns,
            '[{"heading": "varchar", "kind": "varchar", "examples": ["varchar"], "no_count": "integer"}]'
        )) as told
    from {{ ref('stg_landed__form') }} as form
    where form.delivery_id not in (select delivery_id from {{ ref('int_delivery__superseded') }})
),

example as (
    select distinct
        form_code,
        told.heading,
        unnest(told.examples) as example_text
    from unknown_column
),

example_count as (
    select
        form_code,
        heading,
        count(*) as example_count
    from example
    group by form_code, heading
),

-- what all examples are names of: units, or outlets
column_of_names as (
    select
        example.form_code,
        example.heading,
        bool_or(alias.kind = 'unit') as are_units
    from example
    inner join {{ ref('stg_office__alias') }} as alias
        on {{ name_key('example.example_text') }} = alias.name_key
    inner join example_count
        on example.form_code = example_count.form_code and example.heading = example_count.heading
    group by example.form_code, example.heading
    having count(distinct example.example_text) = any_value(example_count.example_count)
),

-- numbers that a rule asks for
number_asked as (
    select list(distinct column_name) as names
    from {{ ref('int_score__asked') }}
    where column_name in ('words', 'seconds', 'pictures', 'reads', 'value', 'given', 'days_late')
),

column_question as (
    select
        'column' as kind,
        concat_ws('|', unknown.form_code, '', unknown.told.heading) as subject,
        null as name_key,
        case
            when bool_or(names.are_units) then 'unit'
            when bool_or(names.form_code is not null) then 'outlet'
            else any_value(unknown.told.kind)
        end as asks_for,
        concat(
            '“', unknown.told.heading, '”这一列是什么？例：',
            arg_max(array_to_string(unknown.told.examples, '、'), unknown.record_count),
            if(
                sum(unknown.told.no_count) > 0,
                concat('；其中 ', sum(unknown.told.no_count), ' 行写的像是不算'),
                ''
            )
        ) as about,
        sum(unknown.record_count)::integer as record_count,
        arg_min(unknown.file_name, (unknown.file_name, unknown.sheet_name)) as file_name,
        arg_min(unknown.sheet_name, (unknown.file_name, unknown.sheet_name)) as sheet_name,
        0 as row_number,
        null as first_month,
        null as last_month,
        any_value(unknown.headings) as context,
        null as cells
    from unknown_column as unknown
    left join column_of_names as names
        on unknown.form_code = names.form_code and unknown.told.heading = names.heading
    cross join number_asked
    where
        unknown.told.kind = 'yes_no'
        or names.form_code is not null
        or (
            unknown.told.kind = 'day'
            and not list_contains(string_split(unknown.table_columns, '|'), 'adopted_on')
        )
        or (
            unknown.told.kind = 'number'
            and not coalesce(list_has_all(string_split(unknown.table_columns, '|'), number_asked.names), true)
        )
    group by unknown.form_code, unknown.told.heading
),

-- blanks beside ticks, where there are too many to ask about each
blank_question as (
    select
        'blank' as kind,
        concat_ws(
            '|', form.form_code, form.sender, regexp_extract(record.verdict_said, '^“(.*)”一栏空白$', 1)
        ) as subject,
        null as name_key,
        null as asks_for,
        concat(record.verdict_said, '的有 ', count(*), ' 行，其他行写了：空白的算不算采用？') as about,
        count(*)::integer as record_count,
        arg_min(asked.file_name, asked.place) as file_name,
        arg_min(asked.sheet_name, asked.place) as sheet_name,
        arg_min(asked.row_number, asked.place) as row_number,
        min(asked.month_code) as first_month,
        max(asked.month_code) as last_month,
        arg_min(asked.context, asked.place) as context,
        null as cells
    from asked
    inner join {{ ref('stg_landed__record') }} as record using (record_id)
    inner join {{ ref('stg_landed__form') }} as form
        on
            record.delivery_id = form.delivery_id
            and record.sheet_name = form.sheet_name
            and record.headings = form.headings
    where asked.reason_code = 'blank_verdicts'
    group by form.form_code, form.sender, record.verdict_said
),

-- a table that names no unit at all: whose is it?
without_units as (
    select
        delivery_id,
        sheet_name,
        headings
    from {{ ref('stg_landed__record') }}
    where row_number > 0
    group by delivery_id, sheet_name, headings
    having count(unit_text) = 0
),

form_question as (
    select
        'form' as kind,
        concat_ws('|', form.form_code, form.sender, '') as subject,
        null as name_key,
        null as asks_for,
        concat('这张表没有写单位，', count(*), ' 行看不出是谁的：整张表都是一个单位的吗？') as about,
        count(*)::integer as record_count,
        arg_min(asked.file_name, asked.place) as file_name,
        arg_min(asked.sheet_name, asked.place) as sheet_name,
        0 as row_number,
        min(asked.month_code) as first_month,
        max(asked.month_code) as last_month,
        arg_min(asked.context, asked.place) as context,
        null as cells
    from asked
    inner join {{ ref('stg_landed__record') }} as record using (record_id)
    inner join without_units
        on
            record.delivery_id = without_units.delivery_id
            and record.sheet_name = without_units.sheet_name
            and record.headings is not distinct from without_units.headings
    inner join {{ ref('stg_landed__form') }} as form
        on
            record.delivery_id = form.delivery_id
            and record.sheet_name = form.sheet_name
            and record.headings is not distinct from form.headings
            and form.problem is null
    left join {{ ref('int_form__told') }} as told
        on
            told.kind = 'unit'
            and form.delivery_id = told.delivery_id
            and form.sheet_name = told.sheet_name
            and form.headings is not distinct from told.headings
    where asked.reason_code = 'missing_unit' and told.delivery_id is null
    group by form.form_code, form.sender
),

delivery_question as (
    select
        'delivery' as kind,
        delivery_id as subject,
        null as name_key,
        null as asks_for,
        arg_min(reason, place) as about,
        count(*)::integer as record_count,
        arg_min(file_name, place) as file_name,
        arg_min(sheet_name, place) as sheet_name,
        0 as row_number,
        min(month_code) as first_month,
        max(month_code) as last_month,
        -- by what another one of its kind is known again
        (
            select min(concat_ws('|', form.form_code, form.sender, ''))
            from {{ ref('stg_landed__form') }} as form
            where form.delivery_id = asked.delivery_id and form.problem is not null
        ) as context,
        null as cells
    from asked
    where
        row_number = 0
        and delivery_id not in (
            select subject
            from {{ ref('stg_office__decision') }}
            where kind = 'delivery'
        )
    group by delivery_id
),

version_question as (
    select
        'version' as kind,
        replaced.delivery_id as subject,
        null as name_key,
        null as asks_for,
        concat(
            '这个文件换过：', replaced.earlier_on, ' 收到的有 ', replaced.earlier_count, ' 行，', replaced.received_on,
            ' 收到的有 ', replaced.row_count, ' 行，其中 ', replaced.same_count, ' 行相同，', replaced.changed_count,
            ' 行只改了一处。是以新的替代旧的，还是两份都算？'
        ) as about,
        replaced.row_count as record_count,
        replaced.file_name,
        '' as sheet_name,
        0 as row_number,
        null as first_month,
        null as last_month,
        null as context,
        null as cells
    from {{ ref('int_delivery__replaced') }} as replaced
    where replaced.is_doubtful
    qualify
        row_number() over (
            partition by replaced.delivery_id order by replaced.turn desc, replaced.file_name asc
        ) = 1
),

pair_question as (
    select
        'pair' as kind,
        pair.subject,
        null as name_key,
        pair.relation as asks_for,
        concat('“', pair.first_title, '”与“', pair.second_title, '”') as about,
        2 as record_count,
        first_record.file_name,
        first_record.sheet_name,
        first_record.row_number,
        least(first_record.month_code, second_record.month_code) as first_month,
        greatest(first_record.month_code, second_record.month_code) as last_month,
        concat_ws(
            ' ', second_record.file_name, nullif(second_record.sheet_name, ''),
            '第' || second_record.row_number || '行'
        ) as context,
        null as cells
    from {{ ref('int_adoption__doubted') }} as pair
    inner join {{ ref('fct_record') }} as first_record on pair.first_record_id = first_record.record_id
    inner join {{ ref('fct_record') }} as second_record on pair.second_record_id = second_record.record_id
    where
        pair.subject not in (select subject from {{ ref('int_pair__decided') }})
),

question as (
    select * from name_question
    union all
    select * from record_question
    union all
    select * from word_question
    union all
    select * from column_question
    union all
    select * from blank_question
    union all
    select * from form_question
    union all
    select * from pair_question
    union all
    select * from delivery_question
    union all
    select * from version_question
)

select
    md5(concat_ws(
        '|', question.kind, coalesce(question.name_key, question.subject), coalesce(question.asks_for, '')
    )) as question_id,
    question.kind,
    question.subject,
    question.name_key,
    question.asks_for,
    question.about,
    question.record_count,
    question.file_name,
    question.sheet_name,
    question.row_number,
    question.first_month,
    question.last_month,
    question.context,
    question.cells,
    if(question.asks_for = '日期', array_to_string(dated.suggested_days, '|'), null) as suggested,
    dated.context_year::integer as context_year
from question
left join {{ ref('int_record__dated') }} as dated
    on if(question.kind = 'record', question.subject, null) = dated.record_id
