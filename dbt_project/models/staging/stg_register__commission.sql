-- One row per record of a register of commissions: pieces asked for, with a deadline. Its days stand in
-- int_register__dated.
select
    record_id,
    commission_number,
    article_title,
    title_key,
    status
from {{ ref('stg_register__record') }}
where register = 'commission'
