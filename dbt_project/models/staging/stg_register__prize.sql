-- One row per record of a register of prizes. Its days stand in int_register__dated.
select
    record_id,
    article_title,
    title_key,
    kind,
    prize_name,
    coalesce(level, tier_name) as level,
    grade
from {{ ref('stg_register__record') }}
where register = 'prize'
