-- One row per scheme, thing and account that is paid by quantity: words, pictures, reads, figures, points
-- given.
with by_quantity as (
    select
        account.*,
        reading.refusal,
        reading.counted_in,
        reading.rule_line_id,
        reading.sentence,
        reading.factor_wording,
        reading.rounding,
        reading.units,
        reading.unit,
        list_transform(
            reading.terms,
            lambda term: {{ plain_number('(' ~ number_of('term.each_of', 'account') ~ ')') }} -- noqa: PRS
        ) as quantities,
        (
            reading.points
            + reading.multiplier * list_sum(list_transform(
                reading.terms,
                lambda term: {{ by_quantity(number_of('term.each_of', 'account'), 'term') }} -- noqa: PRS
            ))
        )::decimal(24, 6) as whole_points
    from {{ ref('int_score__account') }} as account
    inner join {{ ref('int_score__reading') }} as reading using (reading_id)
    where reading.terms is not null and account.withheld is null
),

shared as (
    select
        *,
        {{ divided('whole_points * weight', 'weight_of') }} as share
    from by_quantity
)

select
    {{ of_credit() }},
    {{ rounded('share', 'shared') }} as points,
    sentence || '，数量 ' || coalesce(array_to_string(quantities, '、'), '不详')
    || coalesce('，合计 × ' || factor_wording, '')
    || ' = '
    || {{ plain_number('whole_points') }}
    || ' '
    || counted_in
    || case
        when weight = weight_of then ''
        else '；合写，按份额计 ' || {{ plain_number(rounded('share', 'shared')) }} || ' ' || counted_in
    end
    || case when person = '' then '' else '；作者' || person end as explanation
from shared
