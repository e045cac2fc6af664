-- One row per description of things that rules cannot tell apart.
select distinct
    profile_id,
    {% for name in (asked_texts() ~ ' ' ~ asked_numbers()).split() %}
    "{{ name }}",
    {% endfor %}
    what
from {{ ref('int_score__described') }}
