-- One row per thing that a rule may look at: when, whose, how much; what it is says its profile, shared
-- with all that a rule cannot tell from it.
{%- set asked = (asked_texts() ~ ' ' ~ asked_numbers()).split() %}
select
    described.* exclude ("{{ asked | join('", "') }}", days_late_number), -- noqa: AM04, LT05
    repeated.piece_id is not null as is_repeated
from {{ ref('int_score__described') }} as described
left join {{ ref('int_score__repeated') }} as repeated using (case_code, piece_id)
