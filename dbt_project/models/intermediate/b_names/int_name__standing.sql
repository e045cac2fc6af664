-- One row per name and unit or outlet it stands for on some days: an earlier name for whoever has taken its
-- place.
select
    alias.kind,
    alias.name_key,
    coalesce(lineage.descendant_code, alias.code) as code,
    greatest(alias.effective_from, coalesce(lineage.effective_from, alias.effective_from))
        as effective_from,
    case
        when lineage.step_count > 0 then lineage.effective_to
        else least(alias.effective_to, coalesce(lineage.effective_to, alias.effective_to))
    end as effective_to,
    bool_or(coalesce(lineage.step_count, 0) = 0) as is_own
from {{ ref('stg_office__alias') }} as alias
left join
    {{ ref('int_unit__lineage') }} as lineage
    -- within the key: a condition on one side of an outer join alone makes it compare all rows with all
    on if(alias.kind = 'unit', alias.code, null) = lineage.unit_code
group by all
