-- One row per adoption and author, with the credited unit he wrote for.
select
    adoption_id,
    unit_code,
    person,
    position,
    share
from {{ ref('int_adoption__author') }}
