-- A record that is accepted in a register beside adoptions stands in the fact of that register.
with fact as (
    select
        'submission' as register,
        record_id
    from {{ ref('fct_submission') }}

    union all

    select
        'commission' as register,
        record_id
    from {{ ref('fct_commission') }}

    union all

    select
        'comment' as register,
        record_id
    from {{ ref('fct_comment') }}

    union all

    select
        'prize' as register,
        record_id
    from {{ ref('fct_prize') }}

    union all

    select
        'penalty' as register,
        record_id
    from {{ ref('fct_penalty') }}

    union all

    select
        'zero_report' as register,
        record_id
    from {{ ref('fct_zero_report') }}

    union all

    select
        'head_count' as register,
        record_id
    from {{ ref('fct_head_count') }}

    union all

    select
        'jury_score' as register,
        record_id
    from {{ ref('fct_jury_score') }}

    union all

    select
        'account_figure' as register,
        record_id
    from {{ ref('fct_account_figure') }}

    union all

    select
        register,
        record_id
    from {{ ref('fct_item') }}

    union all

    select
        'outlet_count' as register,
        unnest(record_ids) as record_id
    from {{ ref('fct_outlet_count') }}
)

select
    register,
    record_id
from {{ ref('fct_record') }}
where register != 'adoption' and outcome = 'accepted'

except

select
    register,
    record_id
from fact
