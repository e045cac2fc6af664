-- Every record of every delivery, once, with the place it was read at, its names, title, day and cells.
{{ unlike(
    'fct_record',
    ['record_id', 'delivery_id', 'sheet_name', 'row_number', 'unit_name', 'outlet_name', 'article_title',
     'adopted_on_text', 'cells'],
    ref('stg_landed__record'),
    ['record_id', 'delivery_id', 'sheet_name', 'row_number', 'unit_text', 'outlet_text', 'article_title',
     'adopted_on_text', 'cells'],
    of="register = 'adoption'"
) }}
union all
{{ unlike(
    'fct_record',
    ['record_id', 'delivery_id', 'sheet_name', 'row_number', 'register', 'unit_name', 'outlet_name',
     'article_title', 'cells'],
    ref('stg_register__record'),
    ['record_id', 'delivery_id', 'sheet_name', 'row_number', 'register', 'unit_name',
     'coalesce(account_name, outlet_name)', 'article_title', 'cells'],
    of="register != 'adoption'"
) }}
union all
{{ unlike(
    'fct_record',
    ['record_id', 'file_name'],
    ref('fct_record') ~ ' inner join ' ~ ref('stg_landed__delivery') ~ ' as delivery using (delivery_id)',
    ['record_id', 'delivery.file_name']
) }}
union all
{{ unlike(
    'fct_record',
    ['record_id', 'month_code'],
    ref('int_record__dated') ~ ' inner join ' ~ ref('stg_landed__record') ~ ' using (record_id) inner join '
    ~ ref('stg_landed__delivery') ~ ' as delivery using (delivery_id) left join ' ~ days_of_months()
    ~ ' as month on adopted_on = month.on_day',
    ['record_id', "coalesce(month.month_code, left(adopted_on::varchar, 7), delivery.context_year || '-' || lpad(delivery.context_month::varchar, 2, '0'))"],
    of="register = 'adoption'"
) }}
