-- One row per register, adoptions and their authors included, with what the desk calls it.
select
    register,
    register_name
from {{ ref('register') }}

union all

select
    adopted.register,
    adopted.register_name
from (values ('adoption', '采用'), ('author', '作者')) as adopted (register, register_name)
