-- One row per scheme, account, piece and month in which a cap or a zeroing within a piece takes something
-- off.
{%- set of_piece = 'case_code, scheme_code, rule_version, month_code, piece_id, unit_code, person' %}
with limited as (
    select
        line.scheme_code,
        line.rule_version,
        line.rule_line_id,
        line.kind,
        line.cap,
        line.of_lines,
        line.zero_from,
        line.for_groups,
        line.for_units,
        version.counted_in
    from {{ ref('stg_rulebook__period_line') }} as line
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    where line.grain = 'piece'
),

concerned as (
    select distinct
        scheme_code,
        rule_version
    from limited
),

-- Whether anything is limited is known before the large tables are read.
earned as (
    select
        {{ of_piece }},
        rule_line_id,
        points
    from {{ ref('int_score__credited') }}
    semi join concerned using (scheme_code, rule_version)

    union all

    select
        {{ of_piece }},
        rule_line_id,
        points
    from {{ ref('int_score__added') }}
    semi join concerned using (scheme_code, rule_version)
    -- a fine on a piece is neither capped nor forgiven with what the piece earned
    where points > 0

    union all

    select
        {{ of_piece }},
        rule_line_id,
        points
    from {{ ref('int_score__reuse') }}
    semi join concerned using (scheme_code, rule_version)
),

part as (
    select
        earned.* exclude (rule_line_id, points),
        limited.rule_line_id,
        limited.cap,
        limited.counted_in,
        sum(earned.points) as points
    from earned
    left join {{ ref('int_unit__member') }} as member
        on
            earned.case_code = member.case_code
            and earned.month_code = member.period_code
            and earned.unit_code = member.unit_code
    inner join limited
        on
            earned.scheme_code = limited.scheme_code
            and earned.rule_version = limited.rule_version
            and limited.kind = 'limit'
            and list_contains(limited.of_lines, earned.rule_line_id)
            and {{ is_for('limited', 'member') }}
    group by all
),

part_capped as (
    {{ capped_piece('part') }}
),

left_of_part as (
    select
        {{ of_piece }},
        points
    from earned

    union all

    select
        {{ of_piece }},
        adjustment as points
    from part_capped
),

whole as (
    select
        left_of_part.* exclude (points),
        limited.rule_line_id,
        limited.cap,
        limited.counted_in,
        sum(left_of_part.points) as points
    from left_of_part
    left join {{ ref('int_unit__member') }} as member
        on
            left_of_part.case_code = member.case_code
            and left_of_part.month_code = member.period_code
            and left_of_part.unit_code = member.unit_code
    inner join limited
        on
            left_of_part.scheme_code = limited.scheme_code
            and left_of_part.rule_version = limited.rule_version
            and limited.kind = 'limit'
            and limited.of_lines is null
            and {{ is_for('limited', 'member') }}
    group by all
),

whole_capped as (
    {{ capped_piece('whole') }}
),

capped as (
    select * from part_capped
    union all
    select * from whole_capped
),

fault as (
    select
        entry.case_code,
        limited.scheme_code,
        limited.rule_version,
        limited.rule_line_id,
        limited.counted_in,
        limited.for_groups,
        limited.for_units,
        entry.piece_id,
        day.month_code,
        row_number() over (
            partition by entry.case_code, limited.scheme_code, limited.rule_line_id, entry.piece_id
            order by entry.entered_on, entry.entry_id
        ) = limited.zero_from as is_the_one
    from limited
    inner join {{ ref('int_score__match') }} as fitting
        on
            limited.scheme_code = fitting.scheme_code
            and limited.rule_version = fitting.rule_version
            and fitting.when_id = limited.rule_line_id || '/1a'
    inner join {{ ref('int_score__entry') }} as entry using (profile_id)
    inner join {{ ref('int_score__day') }} as day
        on
            entry.case_code = day.case_code
            and entry.entered_on = day.entered_on
            and entry.received_on = day.received_on
            and limited.scheme_code = day.scheme_code
            and limited.rule_version = day.rule_version
    where limited.kind = 'zero'
),

left_over as (
    select *
    from left_of_part

    union all

    select
        {{ of_piece }},
        adjustment as points
    from whole_capped
),

-- Of several faults the first takes everything: in its own month, or, for what is earned later, in the
-- month it is earned.
taken as (
    select
        left_over.* replace (greatest(left_over.month_code, fault.month_code) as month_code),
        fault.rule_line_id,
        fault.counted_in
    from left_over
    left join {{ ref('int_unit__member') }} as member
        on
            left_over.case_code = member.case_code
            and left_over.month_code = member.period_code
            and left_over.unit_code = member.unit_code
    inner join fault
        on
            left_over.case_code = fault.case_code
            and left_over.scheme_code = fault.scheme_code
            and left_over.rule_version = fault.rule_version
            and left_over.piece_id = fault.piece_id
            and fault.is_the_one
            and {{ is_for('fault', 'member') }}
    qualify rank() over (
            partition by
                left_over.case_code, left_over.scheme_code, left_over.rule_version, left_over.piece_id,
                left_over.unit_code, left_over.person, left_over.month_code
            order by fault.month_code, fault.rule_line_id
        ) = 1
),

zeroed as (
    select
        * exclude (points),
        -sum(points)::decimal(18, 4) as adjustment
    from taken
    group by all
)

select
    {{ of_piece }},
    rule_line_id,
    adjustment as points,
    '同一稿件最多计 ' || {{ plain_number('cap') }} || ' ' || counted_in || '，此前共 '
    || {{ plain_number('so_far') }} || ' ' || counted_in as explanation
from capped
where adjustment != 0

union all

select
    {{ of_piece }},
    rule_line_id,
    adjustment as points,
    '该稿件按规定不计分，扣回 ' || {{ plain_number('-adjustment') }} || ' ' || counted_in as explanation
from zeroed
where adjustment != 0
