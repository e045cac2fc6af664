-- One row per commission: handed in in time, late, not at all, or still open. A piece that was sent in or
-- adopted under its title was handed in by then, whatever the register of commissions says.
with sent as (
    select
        thing.record_id,
        record.title_key,
        unnest(thing.unit_codes) as unit_code,
        thing.happened_on as sent_on
    from {{ ref('int_register__distinct') }} as thing
    inner join {{ ref('stg_register__record') }} as record using (record_id)
    where thing.register = 'submission' and thing.is_standing
),

commission as (
    select
        thing.record_id,
        thing.unit_codes,
        thing.happened_on as deadline,
        dated.received_on,
        dated.delivered_on as told_on,
        linked.adopted_on,
        record.title_key,
        record.status,
        register.adopted_days_before,
        register.adopted_days_after
    from {{ ref('int_register__distinct') }} as thing
    inner join {{ ref('register') }} as register using (register)
    inner join {{ ref('stg_register__record') }} as record using (record_id)
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    left join {{ ref('int_register__linked') }} as linked using (record_id)
    where thing.register = 'commission' and thing.is_standing
),

sent_for as (
    select
        commission.record_id,
        min(sent.sent_on) as sent_on
    from commission
    inner join sent
        on
            commission.title_key = sent.title_key
            and list_contains(commission.unit_codes, sent.unit_code)
            and sent.sent_on
            between commission.deadline - commission.adopted_days_before
            and commission.deadline + commission.adopted_days_after
    group by commission.record_id
),

delivered as (
    select
        commission.record_id,
        commission.deadline,
        commission.received_on,
        commission.status,
        least(commission.told_on, sent_for.sent_on, commission.adopted_on) as delivered_on
    from commission
    left join sent_for on commission.record_id = sent_for.record_id
),

-- What the register says in words counts where no day is known.
said as (
    select
        *,
        regexp_matches(status, '未|没|否') as is_said_missed,
        regexp_matches(status, '逾期|超期|超时|迟') as is_said_late,
        regexp_matches(status, '完成|按时|按期|已|是') as is_said_kept
    from delivered
)

select
    record_id,
    deadline,
    delivered_on,
    case
        when delivered_on <= deadline then 'kept'
        when delivered_on > deadline then 'late'
        when is_said_late then 'late'
        when is_said_missed and deadline < received_on then 'missed'
        when is_said_missed then 'open'
        when is_said_kept then 'kept'
        when deadline < received_on then 'missed'
        else 'open'
    end as outcome,
    case when delivered_on is not null then greatest(delivered_on - deadline, 0) end::integer as days_late,
    -- a register that says so in words says it on the day it comes, if that is before the deadline
    coalesce(delivered_on, least(deadline, received_on)) as settled_on
from said
