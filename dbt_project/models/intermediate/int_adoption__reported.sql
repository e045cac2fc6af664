-- One row per record that may count and outlet it names: an adoption as reported, which others may report
-- too.
with credited as (
    select
        record_id,
        list(code order by position) as unit_codes
    from (
        select distinct on (record_id, code)
            record_id,
            code,
            position
        from {{ ref('int_name__resolved') }}
        where kind = 'unit'
        order by record_id, code, position
    ) as once
    group by record_id
),

printed as (
    select distinct
        record_id,
        code as outlet_code
    from {{ ref('int_name__resolved') }}
    where kind = 'outlet'
)

select
    record.record_id,
    record.delivery_id,
    record.sheet_name,
    record.row_number,
    delivery.file_name,
    dated.received_on,
    dated.adopted_on,
    dated.date_precision,
    credited.unit_codes,
    credited.unit_codes[1] as lead_unit_code,
    printed.outlet_code,
    record.article_title,
    record.title_key,
    md5(concat_ws('|', credited.unit_codes[1], printed.outlet_code, dated.adopted_on, record.title_key))
    ::uuid as adoption_id
from {{ ref('stg_landed__record') }} as record
inner join {{ ref('int_record__judged') }} as judged using (record_id)
inner join {{ ref('int_record__dated') }} as dated using (record_id)
inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
inner join credited using (record_id)
inner join printed using (record_id)
where judged.reason_code is null
