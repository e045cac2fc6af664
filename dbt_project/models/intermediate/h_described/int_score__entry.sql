-- One row per thing that a rule may look at: when, whose, how much; what it is says its profile, shared
-- with all that a rule cannot tell from it.
select
    described.case_code,
    described.entry_id,
    described.piece_id,
    repeated.piece_id is not null as is_repeated,
    described.what,
    described.entered_on,
    described.received_on,
    described.unit_code,
    described.unit_codes,
    described.unit_count,
    described.unit_shares,
    described.person_names,
    described.person_units,
    described.person_shares,
    described.words_number,
    described.seconds_number,
    described.pictures_number,
    described.reads_number,
    described.value_number,
    described.given_number,
    described.profile_id
from {{ ref('int_score__described') }} as described
left join {{ ref('int_score__repeated') }} as repeated using (case_code, piece_id)
