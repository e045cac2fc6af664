-- One row per record of a list of accounts: followers and reads on a day. Its days stand in
-- int_register__dated.
select
    record_id,
    account_name,
    {{ number_in('followers') }}::bigint as followers,
    {{ number_in('reads') }}::bigint as reads
from {{ ref('stg_register__record') }}
where register = 'account_figure'
