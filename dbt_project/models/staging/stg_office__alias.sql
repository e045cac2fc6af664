-- One row per name, short name or earlier name of a unit or outlet, and span of days.
select distinct
    'unit' as kind,
    {{ name_key('alias') }} as name_key,
    unit_code as code,
    effective_from,
    effective_to
from {{ source('office', 'office_unit_alias') }}

union

select distinct
    'outlet' as kind,
    {{ name_key('alias') }} as name_key,
    outlet_code as code,
    effective_from,
    effective_to
from {{ source('office', 'office_outlet_alias') }}
