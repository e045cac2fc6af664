-- One row per set of conditions of a rule: lists of values, and bands from (inclusive) to end (exclusive).
-- Of several with one id, one must hold; an exception takes out again what it fits.
select
    scheme_code,
    rule_version,
    when_id,
    condition_number,
    is_exception,
    {% for name in asked_texts().split() %}
    "{{ name }}",
    {% endfor %}
    {% for name in asked_numbers().split() %}
    {{ name }}_from,
    {{ name }}_end,
    {% endfor %}
    what
from {{ source('rulebook', 'rule_when') }}
