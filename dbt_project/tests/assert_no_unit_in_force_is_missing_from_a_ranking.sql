-- A unit in force on a period's last day stands in that period's ranking, with zero if it has nothing.
select
    unit.unit_code,
    period.period_code
from {{ ref('stg_office__unit') }} as unit
inner join {{ ref('dim_period') }} as period on {{ in_force('period.last_day', 'unit') }}

except

select
    unit_code,
    period_code
from {{ ref('fct_ranking') }}
