-- Every thing in a register beside adoptions, once for each unit credited with it, on its day and with its
-- piece; and in the words of its record.
{% set facts = {
    'submission': (
        ['submitted_on'], ['month_code', 'piece_id', 'adopted_on'],
        ['article_title', 'kind_text', 'words', 'author', 'path', 'evidence']
    ),
    'commission': ([], ['month_code', 'piece_id', 'adopted_on'], ['commission_number', 'article_title']),
    'comment': (
        ['commented_on'], ['month_code', 'piece_id', 'adopted_on'],
        ['article_title', 'leader', 'level', 'comment_kind', 'comment', 'issue']
    ),
    'prize': (
        ['awarded_on'], ['month_code', 'piece_id'], ['prize_name', 'level', 'grade', 'article_title']
    ),
    'penalty': (
        ['notified_on'], ['month_code', 'piece_id'],
        ['penalty_kind', 'level', 'article_title', 'remark']
    ),
    'zero_report': ([], ['month_code'], ['remark']),
    'head_count': (['counted_on'], [], ['head_count']),
    'jury_score': (
        ['scored_on'], ['month_code', 'piece_id'], ['article_title', 'kind_text', 'juror', 'score']
    ),
    'account_figure': (['figure_on'], ['month_code'], ['account_name', 'followers', 'reads'])
} %}
{% set columns = ['record_id', 'unit_code', 'is_lead', 'unit_count', 'received_on'] %}
{% for register, (days, found, said) in facts.items() %}
{{ unlike(
    'fct_' ~ register,
    columns + days + found + said,
    ref('int_register__credited') ~ ' left join ' ~ ref('stg_register__' ~ register) ~ ' using (record_id)',
    columns + (['happened_on'] if days else []) + found + (said | map('replace', 'kind_text', 'kind') | list),
    from="register = '" ~ register ~ "'"
) }}
{{ 'union all' if not loop.last }}
{% endfor %}
