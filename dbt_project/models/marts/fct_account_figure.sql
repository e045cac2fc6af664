-- One row per account, day and unit that runs it.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    credited.happened_on as figure_on,
    credited.month_code,
    said.account_name,
    outlet.code as outlet_code,
    said.followers,
    said.reads,
    credited.received_on
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__account_figure') }} as said using (record_id)
left join {{ ref('int_name__resolved') }} as outlet
    on credited.record_id = outlet.record_id and outlet.kind = 'outlet' and outlet.position = 1
where credited.register = 'account_figure'
