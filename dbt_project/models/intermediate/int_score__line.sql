-- One row per score line, the office's and those of worked examples: what each line of a rule gave or took, for
-- whom, and why.
with named_unit as (
    select
        '' as case_code,
        unit_code,
        unit_name,
        unit_order
    from {{ ref('stg_office__unit') }}

    union all

    select
        case_code,
        unit_name as unit_code,
        unit_name,
        unit_order
    from {{ ref('stg_rulebook__case_unit') }}
),

joint as (
    select
        case_code,
        entry_id,
        unit_codes,
        unnest(unit_codes) as unit_code
    from {{ ref('int_score__entry') }}
    where len(unit_codes) > 1
),

partners as (
    select
        joint.case_code,
        joint.entry_id,
        joint.unit_code,
        string_agg(other.unit_name, '、' order by other.unit_order) as names
    from joint
    inner join named_unit as other
        on
            joint.case_code = other.case_code
            and list_contains(joint.unit_codes, other.unit_code)
            and joint.unit_code != other.unit_code
    group by joint.case_code, joint.entry_id, joint.unit_code
)

select
    credited.case_code,
    credited.scheme_code,
    credited.rule_version,
    credited.rule_line_id,
    'tariff' as step,
    credited.entry_id,
    credited.piece_id,
    credited.unit_code,
    credited.person,
    credited.entered_on,
    credited.month_code,
    null::varchar as period_code,
    credited.points,
    credited.sentence
    || case
        when not credited.has_terms then ''
        else
            coalesce(' × ' || credited.factor_wording, '') || '，按数量计 '
            || {{ plain_number('credited.whole_points') }} || ' ' || credited.counted_in
    end
    || case
        when partners.names is null then ''
        when credited.unit_sharing = 'full'
            then '；与' || partners.names || '合写，各计 ' || {{ plain_number('credited.points') }} || ' ' || credited.counted_in
        when credited.unit_sharing = 'first' then '；与' || partners.names || '合写，只计第一单位'
        when credited.unit_sharing = 'equal'
            then
                '；与' || partners.names || '合写，平均各计 ' || {{ plain_number('credited.points') }} || ' '
                || credited.counted_in
        else
            '；与' || partners.names || '合写，按份额计 ' || {{ plain_number('credited.points') }} || ' '
            || credited.counted_in
    end
    || case when credited.person = '' then '' else '；作者' || credited.person end
    || case when credited.is_too_late then '；逾期收到，不计分' else '' end as explanation
from {{ ref('int_score__credited') }} as credited
left join partners using (case_code, entry_id, unit_code)

union all

select
    added.case_code,
    added.scheme_code,
    added.rule_version,
    added.rule_line_id,
    'addition' as step,
    added.entry_id,
    added.piece_id,
    added.unit_code,
    added.person,
    added.entered_on,
    added.month_code,
    null as period_code,
    added.points,
    added.explanation
from {{ ref('int_score__added') }} as added

union all

select
    reuse.case_code,
    reuse.scheme_code,
    reuse.rule_version,
    'reuse' as rule_line_id,
    'reuse' as step,
    reuse.entry_id,
    reuse.piece_id,
    reuse.unit_code,
    reuse.person,
    reuse.entered_on,
    reuse.month_code,
    null as period_code,
    reuse.points,
    reading.opening || '，同一稿件此前已计 ' || reuse.taken_off || '，' || reuse.policy || '，扣除 ' || reuse.taken_off
        as explanation
from {{ ref('int_score__reuse') }} as reuse
inner join {{ ref('int_score__entry') }} as entry using (case_code, entry_id)
inner join {{ ref('int_score__reading') }} as reading
    on
        reuse.scheme_code = reading.scheme_code
        and reuse.rule_version = reading.rule_version
        and entry.profile_id = reading.profile_id

union all

select
    piece.case_code,
    piece.scheme_code,
    piece.rule_version,
    piece.rule_line_id,
    'piece' as step,
    null as entry_id,
    piece.piece_id,
    piece.unit_code,
    piece.person,
    null as entered_on,
    piece.month_code,
    null as period_code,
    piece.points,
    piece.explanation
from {{ ref('int_score__piece') }} as piece

union all

select
    period.case_code,
    period.scheme_code,
    span.rule_version,
    period.rule_line_id,
    period.step,
    null as entry_id,
    null as piece_id,
    period.unit_code,
    period.person,
    null as entered_on,
    period.month_code,
    period.period_code,
    period.points,
    period.explanation
from {{ ref('int_score__period_line') }} as period
inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
