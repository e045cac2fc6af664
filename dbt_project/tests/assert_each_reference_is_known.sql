-- What a table names is a row of the table that it names.
{{ each_stands_in({
    ('dim_unit', 'unit_code'): [
        ('dim_person', 'unit_code'),
        ('dim_unit', 'successor_code'),
        ('fct_account_figure', 'unit_code'),
        ('fct_adoption', 'unit_code'),
        ('fct_claim', 'unit_code'),
        ('fct_comment', 'unit_code'),
        ('fct_commission', 'unit_code'),
        ('fct_head_count', 'unit_code'),
        ('fct_item', 'unit_code'),
        ('fct_jury_score', 'unit_code'),
        ('fct_objection', 'unit_code'),
        ('fct_outlet_count', 'unit_code'),
        ('fct_penalty', 'unit_code'),
        ('fct_prize', 'unit_code'),
        ('fct_quota', 'unit_code'),
        ('fct_ranking', 'unit_code'),
        ('fct_score_line', 'unit_code'),
        ('fct_submission', 'unit_code'),
        ('fct_unit_month_submission', 'unit_code'),
        ('fct_zero_report', 'unit_code')
    ],
    ('fct_record', 'record_id'): [
        ('fct_account_figure', 'record_id'),
        ('fct_adoption', 'record_id'),
        ('fct_claim', 'claimed_record_id'),
        ('fct_claim', 'observed_record_id'),
        ('fct_comment', 'record_id'),
        ('fct_commission', 'record_id'),
        ('fct_head_count', 'record_id'),
        ('fct_item', 'record_id'),
        ('fct_jury_score', 'record_id'),
        ('fct_late_record', 'record_id'),
        ('fct_penalty', 'record_id'),
        ('fct_prize', 'record_id'),
        ('fct_record', 'of_record_id'),
        ('fct_score_line', 'other_record_id'),
        ('fct_submission', 'record_id'),
        ('fct_zero_report', 'record_id')
    ],
    ('fct_piece', 'piece_id'): [
        ('fct_adoption', 'piece_id')
    ],
    ('dim_outlet', 'outlet_code'): [
        ('fct_adoption', 'outlet_code'),
        ('fct_claim', 'outlet_code'),
        ('fct_outlet_count', 'outlet_code')
    ],
    ('fct_adoption', 'adoption_id'): [
        ('fct_adoption_author', 'adoption_id'),
        ('fct_score_line', 'adoption_id')
    ],
    ('fct_delivery', 'delivery_id'): [
        ('fct_delivery_again', 'delivery_id'),
        ('fct_delivery_column', 'delivery_id'),
        ('fct_delivery_note', 'delivery_id'),
        ('fct_delivery_table', 'delivery_id'),
        ('fct_record', 'delivery_id'),
        ('fct_unread', 'delivery_id')
    ],
    ('fct_edition', 'edition'): [
        ('fct_edition', 'revises')
    ],
    ('dim_period', 'period_code'): [
        ('fct_unit_month_submission', 'month_code'),
        ('fct_unit_tier_month', 'month_code')
    ],
    ('register', 'register'): [
        ('stg_register__record', 'register')
    ]
}) }}
