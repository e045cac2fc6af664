-- One row per cell of a sheet of counts: how many pieces of a unit an outlet is said to have taken. Its
-- period stands in int_register__dated.
select
    record_id,
    {{ count_in('quantity') }} as quantity
from {{ ref('stg_register__record') }}
where register = 'outlet_count'
