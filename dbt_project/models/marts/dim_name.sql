-- Every name a unit or outlet is known by, on the days it stands for it: an earlier name for whoever has
-- taken its place.
select
    known.kind,
    known.name_key,
    known.code,
    coalesce(unit.unit_name, outlet.outlet_name) as name,
    known.effective_from,
    known.effective_to,
    known.is_own
from {{ ref('int_name__standing') }} as known
left join {{ ref('dim_unit') }} as unit
    on if(known.kind = 'unit', known.code, null) = unit.unit_code
left join {{ ref('dim_outlet') }} as outlet
    on if(known.kind = 'outlet', known.code, null) = outlet.outlet_code
