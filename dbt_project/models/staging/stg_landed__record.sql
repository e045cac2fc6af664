-- One row per record, its cells cleaned of what never means anything; still text, but for its own numbers.
with delivered as (
    select *
    from {{ source('landed', 'record') }}
    where row_role = 'record' and coalesce(register, 'adoption') = 'adoption'
),

identified as (
    select
        * replace (
            -- a line break at an end divides nothing
            regexp_replace(outlet_name, '^[\s\x{3000}\x{00a0}]+|[\s\x{3000}\x{00a0}]+$', '', 'g')
                as outlet_name,
            -- "甲局60%、乙镇40%": what each has of it is no part of its name
            {{ without_shares('unit_name') }} as unit_name,
            coalesce(nullif(trim(shares), ''), if({{ has_shares('unit_name') }}, unit_name, null)) as shares,
            -- some registers write the page where a programme stands, or behind the day
            coalesce({{ pages_again("nullif(trim(page), '')") }}, channel, {{ page_of_day('adopted_on') }})
                as page,
            coalesce(nullif(trim(channel), ''), page) as channel
        ),
        {{ record_id('delivered') }} as record_id
    from delivered
),

-- What the clerk has put right; the cells stay as they were delivered.
correction as (
    select
        record_id,
        min(value) filter (where column_name = 'unit_name') as unit_name,
        min(value) filter (where column_name = 'outlet_name') as outlet_name,
        min(value) filter (where column_name = 'article_title') as article_title,
        min(value) filter (where column_name = 'adopted_on') as adopted_on
    from {{ source('office', 'office_correction') }}
    group by record_id
),

-- "某日报 3月5日": one day beside one name, where the register has no other place for it
with_day as (
    select
        *,
        if(len(days) = 1 and not regexp_matches(outlet_name, '[、；;\n]'), days[1], null) as day_beside_outlet
    from (
        select
            *,
            case
                when trim(coalesce(adopted_on, '')) = ''
                then regexp_extract_all(
                        outlet_name,
                        '(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}[日号]?|\d{1,2}月\d{1,2}[日号]'
                    )
            end as days
        from identified
    ) as looked_through
),

record as (
    select
        with_day.* replace (
            coalesce(correction.unit_name, with_day.unit_name) as unit_name,
            coalesce(
                correction.outlet_name,
                if(
                    with_day.day_beside_outlet is null,
                    with_day.outlet_name,
                    regexp_replace(
                        replace(with_day.outlet_name, with_day.day_beside_outlet, ''), '[(（][)）]|[,，]\s*$', ''
                    )
                )
            ) as outlet_name,
            coalesce(correction.article_title, with_day.article_title) as article_title
        ),
        coalesce(correction.adopted_on, with_day.day_beside_outlet, with_day.adopted_on) as day_given,
        correction.adopted_on is not null as is_day_answered
    from with_day
    left join correction using (record_id)
),

meaning as (
    select map_from_entries(list((column_name || '|' || written, said))) as words
    from {{ ref('cell_word') }}
),

words_read as (
    select
        record.*,
        meaning.words as rule_words,
        {{ squeezed(half_width('page')) }} as page_key,
        replace({{ squeezed(half_width('record.words')) }}, ',', '') as words_key,
        -- some registers write the issue of a bulletin where a newspaper's page stands
        {{ squeezed(half_width("coalesce(issue, if(page like '%期%' or page like '%号%', page, null))") ) }}
            as issue_key
    from record
    cross join meaning
),

first_page as (
    select
        *,
        {{ page_number_in('page_key') }} as page_number,
        upper(nullif(regexp_extract(page_key, '^(?:第)?([A-Za-z])\d{1,3}(?:[版面–—、-]|$)', 1), ''))
            as page_section,
        {{ placement_in('page_key', 'page_number') }} as placement_code
    from words_read
),

typed as (
    select
        record_id,
        delivery_id,
        sheet_name,
        row_number,
        {{ name_in('unit_name') }} as unit_text,
        {{ name_in('outlet_name') }} as outlet_text,
        nullif({{ clean_title('article_title') }}, '') as article_title,
        nullif({{ title_key(clean_title('article_title')) }}, '') as title_key,
        nullif({{ day_key('day_given') }}, '') as date_text,
        coalesce(day_beside_outlet, adopted_on) as adopted_on_text,
        is_day_answered,
        coalesce(contains(doubtful, 'adopted_on'), false) and not is_day_answered as may_lack_zero,
        nullif(trim(page), '') as page_text,
        page_number,
        page_section,
        placement_code,
        try_cast(
            coalesce(
                try_cast(regexp_extract(words_key, '\d+(\.\d+)?') as decimal(12, 3))
                * case when words_key like '%千%' then 1000 when words_key like '%万%' then 10000 else 1 end,
                {{ number_in_words('words_key') }}
            ) as integer
        ) as words,
        nullif(trim(coalesce(issue, if(issue_key != '', page, null))), '') as issue_text,
        coalesce(
            try_cast(regexp_extract(issue_key, '(?:^|[^总\d])第?(\d{1,4})[期号]', 1) as integer),
            {{ number_in_words("regexp_extract(issue_key, '第?([一二三四五六七八九十百零〇]{1,5})[期号]', 1)") }},
            try_cast(regexp_extract(issue_key, '^第?(\d{1,4})$', 1) as integer)
        )::integer as issue_number,
        try_cast(regexp_extract(issue_key, '总第?(\d{1,5})期?', 1) as integer) as issue_running_number,
        try_cast(regexp_extract(issue_key, '((?:19|20)\d{2})[年〕\])]', 1) as integer) as issue_year,
        nullif(trim(kind), '') as kind_text,
        nullif(concat_ws('、', {{ said('author') }}, {{ said('co_author') }}), '') as author,
        nullif({{ squeezed('author_unit') }}, '') as author_unit,
        nullif({{ squeezed('author_shares') }}, '') as author_shares,
        shares,
        {{ channel_in('channel') }} as channel,
        {{ said('coalesce(form, adopted_as)') }} as form,
        {{ said('coalesce(degree, adopted_as)') }} as degree,
        coalesce(
            {{ in_rule_words('origin', 'origin', 'rule_words') }},
            {{ in_rule_words('reprint', 'reprint', 'rule_words') }}
        ) as origin,
        {{ said('coalesce(level, tier_name)') }} as level,
        {{ in_rule_words('status', 'coalesce(status, verdict)', 'rule_words') }} as status,
        {{ in_rule_words('evidence', 'evidence', 'rule_words') }} as evidence,
        {{ seconds_in('seconds', 'minutes') }} as seconds,
        {{ amount_in(in_rule_words('pictures', 'pictures', 'rule_words')) }} as pictures,
        {{ amount_in(in_rule_words('days_late', 'days_late', 'rule_words')) }} as days_late,
        {% for name in said_texts().split()
            if name not in ['channel', 'placement', 'kind', 'form', 'degree', 'origin', 'level', 'status', 'evidence'] %}
        {{ said(name) }} as {{ name }},
        {% endfor %}
        {% for name in said_numbers().split() if name not in ['words', 'seconds', 'pictures', 'days_late'] %}
        {{ number_in(name) }} as {{ name }},
        {% endfor %}
        nullif(trim(remark), '') as remark,
        verdict_code,
        verdict_said,
        table_title,
        section_title,
        headings,
        cells,
        problem_code,
        problem,
        {% for name in said_numbers().split() if name != 'seconds' %}
        {{ name }} as {{ name }}_written,
        {% endfor %}
        coalesce(seconds, minutes) as seconds_written
    from first_page
)

{% set names = said_numbers().split() -%}
{% set written = names | join('_written, ') ~ '_written' -%}
select
    * exclude ({{ written }}), -- noqa: LT05
    {{ unread_numbers(names, written, '[' ~ names | join(', ') ~ ']') }} as unread_numbers
from typed
