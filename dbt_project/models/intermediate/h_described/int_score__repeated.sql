-- One row per piece of which more than one thing is known: only such a piece can have earned before.
select
    case_code,
    piece_id
from {{ ref('int_score__thing') }}
group by case_code, piece_id
having count(*) > 1
