-- Every objection in the register reaches the reports.
select objection_id
from {{ ref('stg_office__objection') }}
where objection_id not in (select objection_id from {{ ref('fct_objection') }})
