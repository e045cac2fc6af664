-- One row per record that may count and outlet it names: an adoption as reported, which others may report
-- too. Rows of hidden sheets, copies left behind, are reports that can be recognised but never count
-- themselves.
with named as (
    select
        record_id,
        any_value(code) as code,
        count(*) as name_count
    from {{ ref('int_name__resolved') }}
    where kind = 'unit' and code is not null
    group by record_id
),

-- Most records name one unit: nothing is put in order for them.
credited as (
    select
        record_id,
        [code] as unit_codes
    from named
    where name_count = 1

    union all

    select
        record_id,
        list(code order by position) as unit_codes
    from (
        select
            name.record_id,
            name.code,
            min(name.position) as position
        from {{ ref('int_name__resolved') }} as name
        inner join named on name.record_id = named.record_id and named.name_count > 1
        where name.kind = 'unit' and name.code is not null
        group by name.record_id, name.code
    ) as once
    group by record_id
),

printed as (
    select distinct
        record_id,
        code as outlet_code
    from {{ ref('int_name__resolved') }}
    where kind = 'outlet' and code is not null
),

reported as (
    select
        record.record_id,
        record.delivery_id,
        record.sheet_name,
        record.row_number,
        delivery.file_name,
        delivery.side,
        judged.reason_code is not null as is_old_copy,
        dated.received_on,
        dated.adopted_on,
        dated.adopted_to,
        dated.date_precision,
        credited.unit_codes,
        list_sort(credited.unit_codes) as unit_set,
        printed.outlet_code,
        record.article_title,
        record.title_key
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('int_record__judged') }} as judged using (record_id)
    inner join {{ ref('int_record__dated') }} as dated using (record_id)
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    inner join credited using (record_id)
    inner join printed using (record_id)
    where judged.is_countable
)

select
    *,
    -- reports that agree in everything are the same one
    md5(concat_ws('|', outlet_code, adopted_on, adopted_to, title_key, array_to_string(unit_set, '|')))::uuid
        as report_id
from reported
