-- One row per record of a register of submissions: pieces that units sent in.
select
    record_id,
    article_title,
    title_key,
    kind,
    {{ number_in('words') }}::integer as words,
    author,
    path,
    evidence
from {{ ref('stg_register__record') }}
where register = 'submission'
