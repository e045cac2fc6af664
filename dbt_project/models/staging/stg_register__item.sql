-- One row per record of a register of items, of figures or of what was sent on: what it is, and its value
-- if it has one. Its days stand in int_register__dated.
select
    record_id,
    article_title,
    coalesce(item_name, figure_name) as item_name,
    {{ number_in('value') }} as value
from {{ ref('stg_register__record') }}
where register in ('item', 'figure', 'forwarding')
