{# Pages 1-2, which a spreadsheet program took for the second of January: a day in a column of pages is
   none. #}
{% macro pages_again(page) -%}
case
                when not regexp_matches({{ page }}, '^\d') then {{ page }}
                when regexp_matches({{ page }}, '^\d{4}[-/]\d{1,2}[-/]\d{1,2}( 0{1,2}:00(:00)?)?$|^\d{1,2}月\d{1,2}日$')
                then regexp_replace({{ page }}, '^(?:\d{4}[-/])?0?(\d{1,2})[-/月]0?(\d{1,2}).*$', '\1-\2')
                when regexp_matches({{ page }}, '^\d{1,2}-[A-Z][a-z]{2}$')
                then {{ month_in_english("right(" ~ page ~ ", 3)") }} || '-' || regexp_extract({{ page }}, '^0?(\d+)', 1)
                else {{ page }}
            end
{%- endmacro %}

{# The page that a cell says behind the day: 2025年3月5日第2版. #}
{% macro page_of_day(day) -%}
if(
                regexp_matches({{ day }}, '版|[A-D]\d{1,2}$'),
                nullif(regexp_extract(
                    {{ day }},
                    '\d[日号]?[\s\x{3000},，、:：/(（-]*(第?[A-Za-z]?\d{1,3}(?:[-—、]\d{1,3})?版\D{0,6}|第?[一二三四五六七八九十]{1,3}版\D{0,6}|[头要]版\D{0,6}|[A-D]\d{1,2})[)）]?$',
                    1
                ), ''),
                null
            )
{%- endmacro %}

{# The number of the page that a cell names: 第4版, A04, 三版; the front page is the first; of several pages
   the first counts. #}
{% macro page_number_in(page) -%}
nullif(coalesce(
            case when starts_with({{ page }}, '头版') then 1 end,
            try_cast(regexp_extract(
                {{ page }}, '^(?:第|[A-Za-z])?([0-9]{1,3})版?[-—–－~～至、,和/](?:第|[A-Za-z])?[0-9]{1,3}(?:[版面]|$)', 1
            ) as integer),
            {{ number_in_words("regexp_extract(" ~ page ~ ", '^第?([一二三四五六七八九十]{1,3})版?[-—至、][一二三四五六七八九十]{1,3}版', 1)") }},
            try_cast(regexp_extract({{ page }}, '([0-9]{1,3})[版面]', 1) as integer),
            try_cast(regexp_extract({{ page }}, '^(?:第|[A-Za-z])?([0-9]{1,3})$', 1) as integer),
            {{ number_in_words("regexp_extract(" ~ page ~ ", '([一二三四五六七八九十]{1,3})[版面]', 1)") }},
            case when {{ page }} like '%头版%' then 1 end
        ), 0)::integer
{%- endmacro %}

{# The place on the page that a cell names, in the words of rules; its page is known. #}
{% macro placement_in(page, page_number) -%}
{%- set is_lead = "regexp_matches(" ~ page ~ ", '头条') and not regexp_matches(" ~ page ~ ", '倒头条|二条')" -%}
case
            when {{ page_number }} = 1 and {{ is_lead }} then '头版头条'
            when {{ page_number }} = 1 then '头版'
            when {{ is_lead }} then '头条'
            else '一般'
        end
{%- endmacro %}

{# The column or programme in a cell that may name the page, too: 01版：要闻, 头版要闻; an issue is none. #}
{% macro channel_in(text) -%}
nullif(
        regexp_replace(
            regexp_replace(
                if(
                    regexp_matches({{ text }}, '[0-9一二三四五六七八九十][期号]'),
                    null,
                    {{ half_width(said(text)) }}
                ),
                '第?[A-Za-z]?[0-9]{1,3}([-—至][0-9]{1,3})?[版面]?|第?[一二三四五六七八九十]{1,3}[版面]'
                || '|[头倒]版?头?条|头版',
                '', 'g'
            ),
            '^[[:space:]:：()（）、,，/《》“”"-]+|[[:space:]:：()（）、,，/《》“”"-]+$', '', 'g'
        ), ''
    )
{%- endmacro %}
