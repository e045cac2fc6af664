-- An adoption stands on an accepted record and bears its title; its month is that of its day in the office's
-- calendar, its tier, medium and line those of its outlet, its unit one of those that its reports name, each
-- of them once, the first in front. What is told of it beside stands in its own record, else in another
-- report of it.
{%- set told = [
    'page_text', 'page_number', 'page_section', 'placement_code', 'issue_text', 'issue_number', 'words',
    'kind_text', 'author'
] %}
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

several as (
    select adoption_id
    from {{ ref('int_adoption__ordered') }}
    where not is_old_copy
    group by adoption_id
    having count(*) > 1
),

-- Only where there are several is one asked after the other.
report as (
    select
        {% for column in told %}
        {# every place has a code, also that of a record which names none #}
        {% set said = 'page_text' if column == 'placement_code' else column %}
        list(record.{{ column }} order by ordered.report_order) filter (where record.{{ said }} is not null)
            as {{ column }},
        {% endfor %}
        ordered.adoption_id
    from {{ ref('int_adoption__ordered') }} as ordered
    inner join {{ ref('stg_landed__record') }} as record using (record_id)
    semi join several on ordered.adoption_id = several.adoption_id
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
left join {{ ref('stg_landed__record') }} as own on adoption.record_id = own.record_id
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
    {% for column in
        ['outlet_code', 'adopted_on', 'adopted_to', 'date_precision', 'claim_code', 'is_watched'] %}
    or adoption.{{ column }} is distinct from named.{{ column }}
    {% endfor %}
    {% for column in ['tier_code', 'medium_code', 'line_code'] %}
    or adoption.{{ column }} is distinct from outlet.{{ column }}
    {% endfor %}
    or coalesce(adoption.adopted_on not between month.first_day and month.last_day, true)
    {% for column in told if column != 'placement_code' %}
    or adoption.{{ column }} is distinct from coalesce(own.{{ column }}, report.{{ column }}[1])
    {% endfor %}
    or adoption.placement_code is distinct from coalesce(
        if(own.page_text is null, report.placement_code[1], own.placement_code), '一般'
    )
