-- A table that looked at nothing has failed.
{{ holds_rows([
    'dim_name',
    'dim_outlet',
    'dim_period',
    'dim_tier',
    'dim_unit',
    'fct_delivery',
    'fct_ranking',
    'fct_record',
    'fct_unit_month_submission',
    'fct_unit_tier_month'
]) }}
