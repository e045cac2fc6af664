-- One row per record, its cells cleaned of what never means anything; still text, but for its own numbers.
with record as (
    select
        *,
        regexp_extract(filename, '([0-9a-f]{64})/records\.parquet$', 1) as delivery_id
    from {{ source('landed', 'record') }}
    where row_role = 'record'
),

words_read as (
    select
        *,
        {{ squeezed(half_width('page')) }} as page_key,
        -- the time of day is not asked for, and would run into the day once spaces are gone
        regexp_replace(adopted_on, '\s+\d{1,2}[:：]\d{2}.*$', '') as day_text,
        replace({{ squeezed(half_width('words')) }}, ',', '') as words_key
    from record
),

first_page as (
    select
        *,
        nullif(coalesce(
            try_cast(regexp_extract(page_key, '(\d{1,3})版', 1) as integer),
            try_cast(regexp_extract(page_key, '^(?:第|[A-Za-z])?(\d{1,3})$', 1) as integer),
            nullif(list_position(
                ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'],
                regexp_extract(page_key, '([一二三四五六七八九十])版', 1)
            ), 0),
            case when page_key like '%头版%' then 1 end
        ), 0) as page_number,
        regexp_matches(page_key, '头条') and not regexp_matches(page_key, '倒头条|二条') as is_lead
    from words_read
)

select
    md5(delivery_id || '|' || sheet_name || '|' || row_number) as record_id,
    delivery_id,
    sheet_name,
    row_number,
    nullif(trim(unit_name), '') as unit_text,
    nullif(trim(outlet_name), '') as outlet_text,
    nullif({{ clean_title('article_title') }}, '') as article_title,
    nullif({{ title_key(clean_title('article_title')) }}, '') as title_key,
    nullif({{ squeezed(half_width('day_text')) }}, '') as date_text,
    adopted_on as adopted_on_text,
    nullif(trim(page), '') as page_text,
    page_number,
    case
        when page_number = 1 and is_lead then '头版头条'
        when page_number = 1 then '头版'
        when is_lead then '头条'
        else '一般'
    end as placement_code,
    try_cast(
        try_cast(regexp_extract(words_key, '\d+(\.\d+)?') as decimal(12, 3))
        * case when words_key like '%千%' then 1000 when words_key like '%万%' then 10000 else 1 end
        as integer
    ) as words,
    nullif(trim(kind), '') as kind_text,
    nullif(trim(author), '') as author,
    nullif(trim(remark), '') as remark,
    table_title,
    cells,
    problem_code,
    problem
from first_page
