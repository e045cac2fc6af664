-- One row per adoption and credited unit; the first unit named leads.
with credited as (
    select
        described.*,
        credit.unit_code,
        credit.position,
        credit.unit_count
    from {{ ref('int_adoption__described') }} as described
    inner join {{ ref('int_adoption__credited') }} as credit using (adoption_id)
),

named as (
    select
        credited.adoption_id,
        credited.unit_code,
        string_agg(other.unit_name, '、' order by other.unit_order) as co_units
    from credited
    inner join {{ ref('dim_unit') }} as other
        on list_contains(credited.unit_codes, other.unit_code) and credited.unit_code != other.unit_code
    group by credited.adoption_id, credited.unit_code
)

select
    credited.adoption_id,
    credited.record_id,
    credited.piece_id,
    credited.unit_code,
    credited.position = 1 as is_lead,
    (1.0 / credited.unit_count)::decimal(9, 6) as share,
    credited.unit_count,
    named.co_units,
    credited.outlet_code,
    credited.tier_code,
    credited.medium_code,
    credited.line_code,
    credited.adopted_on,
    credited.adopted_to,
    credited.date_precision,
    credited.month_code,
    credited.article_title,
    credited.page_text,
    credited.page_number,
    credited.page_section,
    credited.placement_code,
    credited.issue_text,
    credited.issue_number,
    credited.words,
    credited.kind_text,
    credited.author,
    credited.claim_code,
    credited.is_watched
from credited
left join named using (adoption_id, unit_code)
