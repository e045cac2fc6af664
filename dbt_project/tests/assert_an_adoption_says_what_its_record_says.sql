-- An adoption stands on an accepted record and bears its title; its month is that of its day in the office's
-- calendar, its tier, medium and line those of its outlet, its unit one of those that its reports name, each
-- of them once, the first in front. What is told of it beside stands in its own record, else in another
-- report of it.
with named as (
    select
        merged.adoption_id,
        merged.record_id,
        unnest(merged.unit_codes) as unit_code,
        merged.lead_unit_code,
        len(merged.unit_codes) as unit_count,
        merged.outlet_code,
        merged.adopted_on,
        merged.adopted_to,
        merged.date_precision,
        merged.claim_code,
        merged.is_watched
    from {{ ref('int_adoption__merged') }} as merged
    where merged.is_counted
),

report as (
    select
        ordered.adoption_id,
        list(record.page_text order by ordered.report_order) filter (where record.page_text is not null)
            as page_text,
        list(record.page_number order by ordered.report_order) filter (where record.page_number is not null)
            as page_number,
        list(record.page_section order by ordered.report_order) filter (where record.page_section is not null)
            as page_section,
        list(record.placement_code order by ordered.report_order) filter (where record.page_text is not null)
            as placement_code,
        list(record.issue_text order by ordered.report_order) filter (where record.issue_text is not null)
            as issue_text,
        list(record.issue_number order by ordered.report_order) filter (where record.issue_number is not null)
            as issue_number,
        list(record.words order by ordered.report_order) filter (where record.words is not null)
            as words,
        list(record.kind_text order by ordered.report_order) filter (where record.kind_text is not null)
            as kind_text,
        list(record.author order by ordered.report_order) filter (where record.author is not null)
            as author
    from {{ ref('int_adoption__ordered') }} as ordered
    inner join {{ ref('stg_landed__record') }} as record using (record_id)
    where not ordered.is_old_copy
    group by ordered.adoption_id
),

other as (
    select
        adoption.adoption_id,
        adoption.unit_code,
        string_agg(unit.unit_name, '、' order by unit.unit_order) as names
    from {{ ref('fct_adoption') }} as adoption
    inner join {{ ref('fct_adoption') }} as beside
        on adoption.adoption_id = beside.adoption_id and adoption.unit_code != beside.unit_code
    inner join {{ ref('dim_unit') }} as unit on beside.unit_code = unit.unit_code
    group by adoption.adoption_id, adoption.unit_code
)

select
    adoption_id,
    unit_code,
    adoption.record_id
from {{ ref('fct_adoption') }} as adoption
full join named using (adoption_id, unit_code)
left join {{ ref('fct_record') }} as record
    on adoption.record_id = record.record_id and record.register = 'adoption' and record.outcome = 'accepted'
left join {{ ref('dim_outlet') }} as outlet on adoption.outlet_code = outlet.outlet_code
left join {{ ref('dim_period') }} as month
    on adoption.month_code = month.period_code and month.grain = 'month'
left join report using (adoption_id)
left join other using (adoption_id, unit_code)
where
    adoption.record_id is distinct from named.record_id
    or record.record_id is null
    or adoption.article_title is distinct from record.article_title
    or adoption.is_lead is distinct from (unit_code = named.lead_unit_code)
    or adoption.unit_count is distinct from named.unit_count
    or abs(adoption.share * named.unit_count - 1) > 0.0001
    or adoption.share is null
    or adoption.co_units is distinct from other.names
    or adoption.outlet_code is distinct from named.outlet_code
    or adoption.tier_code is distinct from outlet.tier_code
    or adoption.medium_code is distinct from outlet.medium_code
    or adoption.line_code is distinct from outlet.line_code
    or adoption.adopted_on is distinct from named.adopted_on
    or adoption.adopted_to is distinct from named.adopted_to
    or adoption.date_precision is distinct from named.date_precision
    or coalesce(adoption.adopted_on not between month.first_day and month.last_day, true)
    or adoption.claim_code is distinct from named.claim_code
    or adoption.is_watched is distinct from named.is_watched
    or adoption.page_text is distinct from report.page_text[1]
    or adoption.page_number is distinct from report.page_number[1]
    or adoption.page_section is distinct from report.page_section[1]
    or adoption.placement_code is distinct from coalesce(report.placement_code[1], '一般')
    or adoption.issue_text is distinct from report.issue_text[1]
    or adoption.issue_number is distinct from report.issue_number[1]
    or adoption.words is distinct from report.words[1]
    or adoption.kind_text is distinct from report.kind_text[1]
    or adoption.author is distinct from report.author[1]
