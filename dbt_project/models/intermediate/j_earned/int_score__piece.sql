-- One row per scheme, account, piece and month in which a cap or a zeroing within a piece takes something
-- off.
{%- set of_piece = 'case_code, scheme_code, rule_version, month_code, piece_id, unit_code, person' %}
with limited as (
    select
        line.*,
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

-- Whether anything is limited is known before the large tables are read. A fine on a piece is neither capped
-- nor forgiven with what the piece earned.
earned as (
    {% for table in ['int_score__credited', 'int_score__added', 'int_score__reuse'] %}
    select
        {{ of_piece }},
        rule_line_id,
        points
    from {{ ref(table) }}
    semi join concerned using (scheme_code, rule_version)
    {{ 'where points > 0' if table == 'int_score__added' }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- With the name and group of its unit, by which a line says whom it is for.
of_unit as (
    select
        earned.*,
        member.unit_name,
        member.group_code
    from earned
    left join {{ ref('int_unit__member') }} as member
        on
            earned.case_code = member.case_code
            and earned.month_code = member.period_code
            and earned.unit_code = member.unit_code
),

part_capped as (
    {{ capped_piece('of_unit', 'list_contains(limited.of_lines, source.rule_line_id)') }}
),

left_of_part as (
    select *
    from of_unit

    union all by name

    select
        * exclude (cap, counted_in, so_far, adjustment)
        replace (adjustment as points)
    from part_capped
),

whole_capped as (
    {{ capped_piece('left_of_part', 'limited.of_lines is null') }}
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
    inner join {{ ref('int_score__match') }} as fitting using (scheme_code, rule_version)
    inner join {{ ref('int_score__entry') }} as entry using (profile_id)
    inner join {{ ref('int_score__day') }} as day
        using (case_code, entered_on, received_on, scheme_code, rule_version)
    where limited.kind = 'zero' and fitting.when_id = limited.rule_line_id || '/1a'
),

left_over as (
    select *
    from left_of_part

    union all by name

    select
        * exclude (cap, counted_in, so_far, adjustment)
        replace (adjustment as points)
    from whole_capped
),

-- Of several faults the first takes everything: in its own month, or, for what is earned later, in the
-- month it is earned.
taken as (
    select
        left_over.* exclude (rule_line_id, unit_name, group_code)
        replace (greatest(left_over.month_code, fault.month_code) as month_code),
        fault.rule_line_id,
        fault.counted_in
    from left_over
    inner join fault using (case_code, scheme_code, rule_version, piece_id)
    where fault.is_the_one and {{ is_for('fault', 'left_over') }}
    qualify rank() over (
            partition by
                case_code, scheme_code, rule_version, piece_id, unit_code, person, left_over.month_code
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
