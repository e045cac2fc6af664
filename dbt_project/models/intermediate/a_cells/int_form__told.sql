-- One row per table of a delivery and kind of thing that the desk has said of its form and sender: whose all
-- of it is, or that it is no register.
select
    form.delivery_id,
    form.sheet_name,
    form.headings,
    form.problem,
    told.kind,
    arg_max(told.answer, (told.decided_on, told.answer)) as answer,
    arg_max(told.decided_by || ' ' || told.decided_on, (told.decided_on, told.answer)) as decided
from {{ ref('stg_landed__form') }} as form
inner join {{ source('office', 'office_form') }} as told using (form_code, sender)
where told.kind in ('unit', 'table')
group by form.delivery_id, form.sheet_name, form.headings, form.problem, told.kind
