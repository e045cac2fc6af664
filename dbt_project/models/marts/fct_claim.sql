-- Every adoption held against its sources, whether the office counts it or not.
select
    adoption.adoption_id,
    adoption.lead_unit_code as unit_code,
    adoption.outlet_code,
    adoption.adopted_on,
    -- what is not counted may lie where the calendar does not reach
    coalesce(month.month_code, strftime(adoption.adopted_on, '%Y-%m')) as month_code,
    adoption.article_title,
    adoption.claim_code,
    adoption.is_watched,
    adoption.is_counted,
    adoption.claimed_record_id,
    adoption.observed_record_id
from {{ ref('int_adoption__merged') }} as adoption
left join {{ days_of_months() }} as month on adoption.adopted_on = month.on_day
