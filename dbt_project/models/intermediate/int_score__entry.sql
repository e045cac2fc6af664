-- One row per thing that a rule may look at: when, whose, how much; what it is says its profile.
select
    case_code,
    entry_id,
    piece_id,
    what,
    entered_on,
    received_on,
    unit_code,
    unit_codes,
    unit_count,
    unit_shares,
    person_names,
    person_units,
    person_shares,
    words_number,
    seconds_number,
    pictures_number,
    reads_number,
    value_number,
    given_number,
    profile_id
from {{ ref('int_score__described') }}
