-- One row per adoption with everything a rule may ask about it. What the record that stands for it leaves
-- blank is taken from the first other report that says it: a bulletin names no length, the unit's
-- register does.
with said as (
    select
        report.adoption_id,
        report.report_order,
        record.page_text,
        -- of whoever names a page
        if(record.page_text is null, null, record.page_number) as page_number,
        if(record.page_text is null, null, record.page_section) as page_section,
        if(record.page_text is null, null, record.placement_code) as placement_code,
        record.issue_text,
        if(record.issue_text is null, null, record.issue_number) as issue_number,
        record.kind_text,
        record.author,
        {% for column in (said_texts() ~ said_numbers()).split() if column not in ['placement', 'kind'] %}
        record.{{ column }},
        {% endfor %}
        authored.record_id as author_record_id,
        authored.person_names,
        authored.person_units,
        authored.person_shares,
        shared.shares
    from {{ ref('int_adoption__ordered') }} as report
    inner join {{ ref('stg_landed__record') }} as record using (record_id)
    left join {{ ref('int_record__authored') }} as authored using (record_id)
    left join {{ ref('int_record__shared') }} as shared using (record_id)
    where not report.is_old_copy
),

several as (
    select adoption_id
    from said
    group by adoption_id
    having count(*) > 1
),

-- Most adoptions are reported once, and have nothing to choose from.
told as (
    select said.* exclude (report_order)
    from said
    anti join several using (adoption_id)

    union all by name

    select
        adoption_id,
        {% for column in [
            'page_text', 'page_number', 'page_section', 'placement_code', 'issue_text', 'issue_number', 'kind_text',
            'author'
        ] %}
        arg_min({{ column }}, report_order) as {{ column }},
        {% endfor %}
        {% for column in (said_texts() ~ said_numbers()).split() if column not in ['placement', 'kind'] %}
        arg_min({{ column }}, report_order) as {{ column }},
        {% endfor %}
        arg_min(author_record_id, report_order) as author_record_id,
        arg_min(person_names, report_order) filter (where author_record_id is not null) as person_names,
        arg_min(person_units, report_order) filter (where author_record_id is not null) as person_units,
        -- shares are those of the same report, or none
        arg_min_null(person_shares, report_order) filter (where author_record_id is not null)
            as person_shares,
        arg_min(shares, report_order) as shares
    from said
    semi join several using (adoption_id)
    group by adoption_id
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
inner join {{ days_of_months() }} as month on adoption.adopted_on = month.on_day
