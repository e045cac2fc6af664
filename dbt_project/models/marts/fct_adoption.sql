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

-- Most adoptions are of one unit, and have nobody to name; of two each has the other.
named as (
    select
        credit.adoption_id,
        credit.unit_code,
        unit.unit_name as co_units
    from {{ ref('int_adoption__credited') }} as credit
    inner join {{ ref('int_adoption__credited') }} as other using (adoption_id)
    inner join {{ ref('dim_unit') }} as unit on other.unit_code = unit.unit_code
    where credit.unit_count = 2 and credit.unit_code != other.unit_code

    union all

    select
        credit.adoption_id,
        credit.unit_code,
        string_agg(unit.unit_name, '、' order by unit.unit_order) as co_units
    from {{ ref('int_adoption__credited') }} as credit
    inner join {{ ref('int_adoption__credited') }} as other using (adoption_id)
    inner join {{ ref('dim_unit') }} as unit on other.unit_code = unit.unit_code
    where credit.unit_count > 2 and credit.unit_code != other.unit_code
    group by credit.adoption_id, credit.unit_code
)

select
    credited.adoption_id,
    credited.record_id,
    credited.piece_id,
    credited.unit_code,
    credited.position = 1 as is_lead,
    -- one by their number, rounded half up in whole numbers: the sign / is floating point
    (
        ((2000000 + credited.unit_count) // (2 * credited.unit_count))::decimal(9, 0) * 0.000001
    )::decimal(9, 6) as share,
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
