-- One row per record that counts in a register beside adoptions, with the record that stands for it: of those
-- that tell the same thing again the newest stands, for it knows most; the thing is known since the first.
-- Cells of one sheet of counts do not tell each other again: all of the newest sheet stand, to be added up.
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

keyed as (
    select
        record.record_id,
        record.register,
        record.received_on,
        record.delivery_id,
        record.file_name,
        record.sheet_name,
        record.row_number,
        credited.unit_codes,
        dated.happened_on,
        concat_ws(
            '|',
            record.register,
            credited.unit_codes[1],
            dated.happened_on,
            coalesce(record.title_key, ''),
            coalesce(record.commission_number, ''),
            coalesce(record.leader, ''),
            coalesce(record.prize_name, ''),
            coalesce(record.penalty_kind, ''),
            coalesce(record.account_name, ''),
            coalesce(record.juror, ''),
            coalesce(record.figure_name, ''),
            coalesce(record.item_name, ''),
            -- jurors without a name are told apart by their marks
            coalesce(record.score, ''),
            case when coalesce(record.score, record.value) is not null then record.kind end,
            case when record.register = 'forwarding' then outlet.code end,
            case when record.register = 'outlet_count' then concat_ws('|', outlet.code, dated.period_code) end
        ) as thing_key
    from {{ ref('stg_register__record') }} as record
    inner join {{ ref('int_register__judged') }} as judged using (record_id)
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    inner join credited using (record_id)
    left join {{ ref('int_name__resolved') }} as outlet
        on record.record_id = outlet.record_id and outlet.kind = 'outlet' and outlet.position = 1
    where judged.reason_code is null
)

select
    record_id,
    register,
    unit_codes,
    unit_codes[1] as lead_unit_code,
    happened_on,
    first_value(record_id) over newest as standing_record_id,
    if(
        register = 'outlet_count',
        (delivery_id, sheet_name) = first_value((delivery_id, sheet_name)) over newest,
        record_id = first_value(record_id) over newest
    ) as is_standing,
    min(received_on) over (partition by thing_key) as received_on
from keyed
window newest as (
    partition by thing_key
    order by received_on desc, file_name desc, sheet_name asc, row_number asc, record_id asc
)
