-- One row per adoption with everything a rule may ask about it. What the record that stands for it leaves
-- blank is taken from the first other report that says it: a bulletin names no length, the unit's
-- register does.
with told as (
    select
        report.adoption_id,
        arg_min(record.page_text, report.report_order) filter (where record.page_text is not null)
            as page_text,
        arg_min(record.page_number, report.report_order) filter (where record.page_text is not null)
            as page_number,
        arg_min(record.page_section, report.report_order) filter (where record.page_text is not null)
            as page_section,
        arg_min(record.placement_code, report.report_order) filter (where record.page_text is not null)
            as placement_code,
        arg_min(record.issue_text, report.report_order) filter (where record.issue_text is not null)
            as issue_text,
        arg_min(record.issue_number, report.report_order) filter (where record.issue_text is not null)
            as issue_number,
        arg_min(record.kind_text, report.report_order) filter (where record.kind_text is not null)
            as kind_text,
        arg_min(record.author, report.report_order) filter (where record.author is not null) as author,
        {% for column in (said_texts() ~ said_numbers()).split() if column not in ['placement', 'kind'] %}
        arg_min(record.{{ column }}, report.report_order) filter (where record.{{ column }} is not null)
            as {{ column }},
        {% endfor %}
        arg_min(authored.record_id, report.report_order) filter (where authored.record_id is not null)
            as author_record_id,
        arg_min(authored.person_names, report.report_order) filter (where authored.record_id is not null)
            as person_names,
        arg_min(authored.person_units, report.report_order) filter (where authored.record_id is not null)
            as person_units,
        -- shares are those of the same report, or none
        arg_min_null(authored.person_shares, report.report_order)
        filter (where authored.record_id is not null)
            as person_shares,
        arg_min(shared.shares, report.report_order) filter (where shared.record_id is not null) as shares
    from {{ ref('int_adoption__ordered') }} as report
    inner join {{ ref('stg_landed__record') }} as record using (record_id)
    left join {{ ref('int_record__authored') }} as authored using (record_id)
    left join {{ ref('int_record__shared') }} as shared using (record_id)
    where not report.is_old_copy
    group by report.adoption_id
)

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
    told.page_text,
    told.page_number,
    told.page_section,
    coalesce(told.placement_code, '一般') as placement_code,
    told.issue_text,
    told.issue_number,
    told.kind_text,
    told.author,
    {% for column in (said_texts() ~ said_numbers()).split() if column not in ['placement', 'kind'] %}
    told.{{ column }},
    {% endfor %}
    told.author_record_id,
    -- a cell that names nobody is no blank cell: there are none
    coalesce(told.person_names, if(told.author is null, null, [])) as person_names,
    {{ units_of_persons('told', 'adoption') }} as person_units,
    {{ shares_of_persons('told') }} as person_shares,
    {{ shares_of_units('told', 'adoption') }} as unit_shares
from {{ ref('int_adoption__distinct') }} as adoption
inner join {{ ref('int_adoption__pieced') }} as pieced using (adoption_id)
inner join told using (adoption_id)
inner join {{ ref('stg_office__outlet') }} as outlet using (outlet_code)
inner join {{ ref('int_period__month') }} as month
    on month.case_code = '' and adoption.adopted_on between month.first_day and month.last_day
