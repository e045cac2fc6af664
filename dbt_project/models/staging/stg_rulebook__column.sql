-- One row per column that a rule may ask and registers deliver: its name, and under which of their columns.
select
    column_name,
    column_label,
    delivered
from {{ source('rulebook', 'rule_column') }}
