{{ config(materialized='view') }}
-- One row per scheme, thing and account that it may earn for: a unit, or a person of it where the rule
-- counts persons. The account's share of the whole is weight / weight_of.
select * -- noqa: AM04
from {{ ref('int_score__alone') }}

union all by name

select *
from {{ ref('int_score__joint') }}
