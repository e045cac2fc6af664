-- Units, outlets, tiers, topics, rule versions and their lines, the province's figures, objections, editions
-- and repeated arrivals stand in their tables as they were written, each once.
{{ unlike(
    'dim_unit',
    ['unit_code', 'unit_name', 'group_code', 'parent_code', 'unit_order', 'is_ranked', 'effective_from',
     'effective_to', 'successor_code'],
    source('office', 'office_unit') ~ ' as unit inner join ' ~ source('office', 'office_group')
    ~ ' as unit_group using (group_code)'
) }}
union all
{{ unlike(
    'dim_outlet',
    ['outlet_code', 'outlet_name', 'tier_code', 'medium_code', 'line_code', 'outlet_order'],
    source('office', 'office_outlet')
) }}
union all
{{ unlike('dim_tier', ['tier_code', 'tier_order'], source('office', 'office_tier')) }}
union all
{{ unlike(
    'dim_topic',
    ['topic_code', 'topic_order', "unnest(string_split(keywords, '|'))"],
    source('office', 'office_topic'),
    ['topic_code', 'topic_order', 'keyword']
) }}
union all
{{ unlike(
    'dim_rule_version',
    ['scheme_code', 'scheme_name', 'rule_version', 'decision', 'decided_on', 'effective_from', 'effective_to',
     'counted_in', 'whom', 'is_grouped', 'reuse', 'sharing', 'ties', 'file_sha256'],
    source('rulebook', 'rule_version'),
    ['scheme_code', 'scheme_name', 'rule_version', 'decision', 'decided_on', 'effective_from', 'effective_to',
     'counted_in', 'whom', 'coalesce(is_grouped, true)', 'reuse_keep', 'unit_sharing', 'ties', 'file_sha256'],
    from='not ' ~ is_rescoring('scheme_code')
) }}
union all
{{ unlike(
    'dim_rule_line',
    ['scheme_code', 'rule_version', 'rule_line_id', 'kind', 'line_order', 'wording'],
    '(select scheme_code, rule_version, rule_line_id, step as kind, line_order, wording from '
    ~ source('rulebook', 'rule_line') ~ ' as line union all select scheme_code, rule_version, rule_line_id, '
    ~ 'kind, line_order, wording from ' ~ source('rulebook', 'rule_period_line') ~ ' as period_line) as line',
    of="kind != 'unlisted'",
    from='not ' ~ is_rescoring('scheme_code')
) }}
union all
{{ unlike(
    'fct_peer_count',
    ['period_code', 'city_name', 'county_name', 'adoption_count', 'is_own'],
    source('office', 'office_peer'),
    ['period_code', 'city_name', 'county_name', 'count', 'is_own'],
    of="county_name != ''",
    from='county_name is not null'
) }}
union all
{{ unlike(
    'fct_peer_count',
    ['period_code', 'city_name', 'county_name', 'adoption_count', 'is_own'],
    '(select period_code, city_name, is_own, '
    ~ 'coalesce(sum(if(county_name is null, count, null)), sum(count))::integer as count from '
    ~ source('office', 'office_peer') ~ ' group by all) as city',
    ['period_code', 'city_name', "''", 'count', 'is_own'],
    of="county_name = ''"
) }}
union all
{{ unlike(
    'fct_objection',
    ['objection_id', 'period_code', 'unit_code', 'unit_name', 'record_id', 'score_line_id', 'raised_on',
     'raised_by', 'reason', 'open_until', 'is_late', 'outcome', 'decided_on', 'decided_by', 'why', 'correction'],
    source('office', 'office_objection') ~ ' as objection inner join ' ~ source('office', 'office_unit')
    ~ ' as unit using (unit_code)',
    ['objection_id', 'period_code', 'unit_code', 'unit_name', 'record_id', 'score_line_id', 'raised_on',
     'raised_by', 'reason', 'open_until', 'coalesce(open_until < raised_on, false)', 'outcome', 'decided_on',
     'decided_by', 'why', 'correction']
) }}
union all
{{ unlike(
    'fct_edition',
    ['edition', 'period_code', 'revision', 'revises', 'reason', 'document_number', 'issued_on', 'issued_by',
     'objections_until', 'open_objection_count', 'adoption_count', 'accepted_count', 'file_count', 'warehouse',
     'rules', 'registry_sha256', 'records_sha256', 'code_sha256', 'templates_sha256', 'edition_sha256'],
    source('home', 'edition')
) }}
union all
{{ unlike(
    'fct_delivery_again',
    ['delivery_id', 'file_name', 'received_on'],
    '(select again.delivery_id, again.file_name, min(again.received_on::date) as received_on from '
    ~ source('landed', 'again') ~ ' as again inner join ' ~ source('landed', 'delivery')
    ~ ' as delivery using (delivery_id) where again.file_name != delivery.file_name group by all) as again'
) }}
