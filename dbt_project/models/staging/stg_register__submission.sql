-- One row per record of a register of submissions: pieces that units sent in. Its days stand in
-- int_register__dated.
select
    record_id,
    article_title,
    title_key,
    kind,
    try_cast({{ number_in('words') }} as integer) as words,
    author,
    path,
    evidence
from {{ ref('stg_register__record') }}
where register = 'submission'
