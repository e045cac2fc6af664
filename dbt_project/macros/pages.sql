{# The number of the page that a cell names: 第4版, A04, 三版; the front page is the first. #}
{% macro page_number_in(page) -%}
nullif(coalesce(
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
