-- One row per record of a register of comments: what leaders wrote on pieces. Its days stand in
-- int_register__dated.
select
    record_id,
    article_title,
    title_key,
    kind,
    issue,
    leader,
    coalesce(level, tier_name) as level,
    comment_kind,
    comment
from {{ ref('stg_register__record') }}
where register = 'comment'
