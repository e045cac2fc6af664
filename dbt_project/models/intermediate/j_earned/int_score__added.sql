-- One row per scheme, thing, account and addition. Of one family a piece earns only the highest: what a
-- later, higher one adds is paid on its own day, so that months that were published stay as they are.
with amount as (
    select
        account.case_code,
        account.scheme_code,
        account.rule_version,
        account.month_code,
        account.entry_id,
        account.piece_id,
        account.entered_on,
        account.unit_code,
        account.person,
        account.weight,
        account.weight_of,
        addition.rule_line_id,
        addition.family,
        addition.wording,
        addition.each_of,
        addition.points as fixed_points,
        addition.rounded_points,
        addition.counted_in,
        addition.rounding,
        addition.units,
        addition.unit,
        (
            addition.points
            + case
                when addition.each_of is null then 0
                else {{ by_quantity(number_of('addition', 'account'), 'addition') }}
            end
        )::decimal(24, 6) as whole_points
    from {{ ref('int_score__account') }} as account
    inner join {{ ref('int_score__additions') }} as addition using (reading_id)
    where account.withheld is null
),

shared as (
    select
        *,
        case
            when each_of is null and weight = weight_of then fixed_points
            else {{ divided('whole_points * weight', 'weight_of') }}
        end::decimal(24, 6) as share
    from amount
),

rounded as (
    select
        *,
        case
            when each_of is null and weight = weight_of then rounded_points
            else {{ rounded('share', 'shared') }}
        end::decimal(18, 4) as points
    from shared
),

before as (
    select
        *,
        null::decimal(18, 4) as best_before
    from rounded
    where family is null

    union all

    select
        *,
        nullif(max(greatest(points, 0)) over (
            partition by case_code, scheme_code, unit_code, person, piece_id, family
            order by month_code asc, entered_on asc, points desc, entry_id asc, rule_line_id asc
            rows between unbounded preceding and 1 preceding
        ), 0) as best_before
    from rounded
    where family is not null
)

select
    case_code,
    scheme_code,
    rule_version,
    month_code,
    entry_id,
    piece_id,
    entered_on,
    unit_code,
    person,
    rule_line_id,
    -- a deduction is no bonus to be outdone: it stands as it is
    case
        when best_before is null or points < 0 then points
        else greatest(points - best_before, 0)
    end::decimal(18, 4) as points,
    '加分：' || wording || ' ' || {{ plain_number('whole_points') }} || ' ' || counted_in
    || case
        when weight = weight_of then ''
        else '，按份额计 ' || {{ plain_number('points') }} || ' ' || counted_in
    end
    || case
        when best_before is null or points < 0 then ''
        else '；同一稿件同类加分只计最高一项，此前已计 ' || {{ plain_number('best_before') }} || ' ' || counted_in
    end as explanation
from before
