-- One row per adoption with everything a rule may ask about it.
select
    adoption.adoption_id,
    adoption.record_id,
    pieced.piece_id,
    adoption.adopted_on,
    adoption.received_on,
    adoption.adopted_to,
    adoption.date_precision,
    month.month_code,
    adoption.unit_codes,
    adoption.lead_unit_code,
    adoption.outlet_code,
    outlet.outlet_name,
    outlet.tier_code,
    outlet.medium_code,
    outlet.line_code,
    adoption.claim_code,
    adoption.is_watched,
    adoption.article_title,
    adoption.title_key,
    record.page_text,
    record.page_number,
    record.placement_code,
    record.words,
    record.kind_text,
    record.author
from {{ ref('int_adoption__distinct') }} as adoption
inner join {{ ref('int_adoption__pieced') }} as pieced using (adoption_id)
inner join {{ ref('stg_landed__record') }} as record using (record_id)
inner join {{ ref('stg_office__outlet') }} as outlet using (outlet_code)
inner join {{ ref('int_period__month') }} as month
    on month.case_code = '' and adoption.adopted_on between month.first_day and month.last_day
