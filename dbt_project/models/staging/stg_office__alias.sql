-- One row per name, short name or earlier name of a unit or outlet, and span of days.
{% for kind in ['unit', 'outlet'] %}
select distinct
    '{{ kind }}' as kind,
    {{ name_key('alias') }} as name_key,
    {{ kind }}_code as code,
    effective_from,
    effective_to
from {{ source('office', 'office_' ~ kind ~ '_alias') }}
{{ 'union' if not loop.last }}
{% endfor %}
