-- One row per adoption and author, with the credited unit he wrote for. Who is not told by name is none.
select
    adoption_id,
    unit_code,
    person,
    position,
    share
from {{ ref('int_adoption__author') }}
