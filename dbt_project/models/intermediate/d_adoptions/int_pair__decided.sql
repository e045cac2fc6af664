-- One row per pair of reports or titles that a person was asked about, and whether they are one.
select
    subject,
    answer = '同一篇' as is_same
from {{ ref('stg_office__decision') }}
where kind = 'pair'
