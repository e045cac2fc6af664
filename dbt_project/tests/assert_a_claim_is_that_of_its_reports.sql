-- Every adoption with what its sources say of it, a name with whoever it stands for, a printed figure with
-- what was worked out for it, an order with how it was settled.
{{ unlike(
    'fct_claim',
    ['adoption_id', 'unit_code', 'outlet_code', 'adopted_on', 'month_code', 'article_title', 'claim_code',
     'is_watched', 'is_counted', 'claimed_record_id', 'observed_record_id'],
    ref('int_adoption__merged') ~ ' left join ' ~ days_of_months() ~ ' as month on adopted_on = month.on_day',
    ['adoption_id', 'unit_codes[1]', 'outlet_code', 'adopted_on', 'coalesce(month.month_code, left(adopted_on::varchar, 7))',
     'article_title', 'claim_code', 'is_watched', 'is_counted', 'claimed_record_id', 'observed_record_id']
) }}
union all
{{ unlike(
    'dim_name',
    ['kind', 'name_key', 'code', 'name', 'effective_from', 'effective_to', 'is_own'],
    ref('int_name__standing') ~ ' as standing inner join (select unit_code as code, unit_name as name, '
    ~ "'unit' as kind from " ~ source('office', 'office_unit') ~ ' as unit union all select outlet_code, outlet_name, '
    ~ "'outlet' from " ~ source('office', 'office_outlet') ~ ' as outlet) as named using (kind, code)',
    ['kind', 'name_key', 'code', 'named.name', 'effective_from', 'effective_to', 'is_own']
) }}
union all
{{ unlike(
    'fct_printed',
    ['circular', 'title', 'scheme_code', 'rule_version', 'period_code', 'row_number', 'group_code', 'unit_name',
     'person', 'column_name', 'column_order', 'compared', 'printed', 'computed', 'agrees'],
    ref('int_printed__computed'),
    ['circular', 'title', 'scheme_code', 'rule_version', 'period_code', 'row_number',
     "if(group_code = '', null, group_code)", 'unit_name', 'person', 'column_name', 'column_order', 'compared',
     'printed', 'computed', 'if(computed is null, null, computed in (printed))']
) }}
union all
{{ unlike(
    'fct_commission',
    ['record_id', 'deadline', 'delivered_on', 'outcome', 'days_late'],
    ref('int_commission__settled'),
    of='is_lead',
    from='record_id in (select record_id from ' ~ ref('fct_commission') ~ ')'
) }}
