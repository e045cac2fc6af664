-- One row per record of a register of penalties: what was untrue, harmful or leaked, and named for it. Its
-- days stand in int_register__dated.
select
    record_id,
    article_title,
    title_key,
    penalty_kind,
    coalesce(level, tier_name) as level,
    remark
from {{ ref('stg_register__record') }}
where register = 'penalty'
