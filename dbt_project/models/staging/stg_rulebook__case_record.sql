-- One row per record of a worked example.
select
    scheme_code,
    rule_version,
    case_code,
    record_number,
    what,
    units,
    shares,
    person_names,
    person_units,
    person_shares,
    entered_on,
    received_on,
    piece,
    times,
    {% for name in (said_texts() ~ said_numbers()).split() %}
    {{ name }},
    {% endfor %}
    outlet,
    tier,
    medium
from {{ source('rulebook', 'rule_case_record') }}
