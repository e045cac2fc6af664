-- One row per scheme, thing and account: the points of the tariff after factors, shared out and rounded once.
with amount as (
    select
        account.*,
        reading.rule_line_id,
        reading.outlet,
        reading.tier,
        reading.medium,
        reading.refusal,
        reading.sentence,
        reading.factor_wording,
        reading.counted_in,
        reading.rounding,
        reading.units,
        reading.unit,
        reading.rounded_points,
        reading.terms is not null as has_terms,
        case
            when reading.terms is null then reading.points
            else
                reading.points + reading.multiplier * list_sum(list_transform(
                    reading.terms,
                    lambda term: {{ by_quantity("(case term.each_of when 'words' then account.words_number when 'pictures' then account.pictures_number when 'reads' then account.reads_number when 'value' then account.value_number else account.given_number end)", 'term') }} -- noqa: PRS
                ))
        end::decimal(24, 6) as whole_points
    from {{ ref('int_score__account') }} as account
    inner join {{ ref('int_score__reading') }} as reading using (scheme_code, rule_version, profile_id)
)

select
    amount.* exclude (unit_sharing, rounding, units, unit, rounded_points),
    unit_sharing,
    case
        when is_too_late then 0
        when not has_terms and weight = weight_of then rounded_points
        else {{ rounded(divided('whole_points * weight', 'weight_of'), 'amount') }}
    end::decimal(18, 4) as points
from amount
