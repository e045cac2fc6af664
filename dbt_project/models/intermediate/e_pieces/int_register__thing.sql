-- One row per thing that a rule may look at from the registers beside adoptions, in the words of the
-- rulebook; `record_id` is the record it comes from. Several marks of one piece and kind count as one, with
-- their mean. What still has time, and what no rule has a word for, is none.
with settled as (
    select
        commission.record_id,
        commission.settled_on,
        commission.days_late,
        word.status
    from {{ ref('int_commission__settled') }} as commission
    inner join (
        values ('kept', '完成'), ('late', '迟交'), ('missed', '未完成')
    ) as word (outcome, status) using (outcome)
),

-- Who wrote a piece, as the first report of it that names somebody says.
of_piece as (
    select
        pieced.piece_id,
        arg_min(authored.record_id, (adoption.adopted_on, adoption.adoption_id, report.report_order))
            as author_record_id,
        arg_min(authored.person_names, (adoption.adopted_on, adoption.adoption_id, report.report_order))
            as person_names,
        arg_min(authored.person_units, (adoption.adopted_on, adoption.adoption_id, report.report_order))
            as person_units,
        arg_min_null(authored.person_shares, (adoption.adopted_on, adoption.adoption_id, report.report_order))
            as person_shares
    from {{ ref('int_adoption__pieced') }} as pieced
    inner join {{ ref('int_adoption__distinct') }} as adoption using (adoption_id)
    inner join {{ ref('int_adoption__ordered') }} as report using (adoption_id)
    inner join {{ ref('int_record__authored') }} as authored on report.record_id = authored.record_id
    where not report.is_old_copy
    group by pieced.piece_id
),

told as (
    select
        thing.record_id,
        thing.register,
        register.what,
        thing.unit_codes,
        thing.lead_unit_code,
        thing.received_on,
        coalesce(settled.settled_on, thing.happened_on) as entered_on,
        linked.piece_id as adopted_piece_id,
        record.title_key,
        outlet.code as outlet_code,
        concat_ws(
            '、', register.what_kind, record.comment_kind, record.penalty_kind, record.item_name,
            record.figure_name, {{ kinds_in('record.kind') }}
        ) as kind,
        record.placement_code as placement,
        coalesce(record.level, record.tier_name) as level,
        coalesce(settled.status, record.status_said) as status,
        record.seconds,
        record.pictures,
        {% for name in said_texts().split() if name not in ['placement', 'kind', 'level', 'status'] %}
        record.{{ name }},
        {% endfor %}
        {% for name in said_numbers().split() if name not in ['seconds', 'pictures', 'value', 'days_late'] %}
        {{ number_in('record.' ~ name) }} as {{ name }},
        {% endfor %}
        {{ number_in('record.value') }} as value_said,
        -- a comment or a prize is for those who wrote the piece, unless its register says for whom
        coalesce(
            authored.record_id, if(record.author is null, of_piece.author_record_id, null)
        ) as author_record_id,
        coalesce(
            authored.person_names, if(record.author is null, of_piece.person_names, [])
        ) as person_names,
        coalesce(
            {{ units_of_persons('authored', 'thing') }},
            if(record.author is null, {{ units_of_persons('of_piece', 'thing') }}, null)
        ) as person_units,
        coalesce(
            {{ shares_of_persons('authored') }},
            if(record.author is null, of_piece.person_shares, null)
        ) as person_shares,
        {{ shares_of_units('shared', 'thing') }} as unit_shares,
        {{ number_in('record.followers') }} as followers,
        {{ number_in('record.score') }} as score,
        coalesce(
            settled.days_late,
            -- what was due on a day and sent in after it
            case when dated.deadline < dated.submitted_on then dated.submitted_on - dated.deadline end,
            case when dated.deadline >= dated.submitted_on then 0 end,
            record.days_late
        ) as days_late
    from {{ ref('int_register__distinct') }} as thing
    inner join {{ ref('register') }} as register using (register)
    inner join {{ ref('stg_register__record') }} as record using (record_id)
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    left join {{ ref('int_register__linked') }} as linked using (record_id)
    left join settled using (record_id)
    left join of_piece on linked.piece_id = of_piece.piece_id
    left join {{ ref('int_record__authored') }} as authored using (record_id)
    left join {{ ref('int_record__shared') }} as shared using (record_id)
    left join {{ ref('int_name__resolved') }} as outlet
        on thing.record_id = outlet.record_id and outlet.kind = 'outlet' and outlet.position = 1
    where
        thing.is_standing
        and register.what is not null
        and (thing.register != 'commission' or settled.record_id is not null)
),

-- A title that was adopted nowhere is a piece of its own within the year.
pieced as (
    select
        * exclude (adopted_piece_id, title_key),
        coalesce(
            adopted_piece_id,
            md5('unadopted|' || coalesce(
                lead_unit_code || '|' || title_key || '|' || year(entered_on), record_id
            ))::uuid
        ) as piece_id
    from told
),

figure as (
    select
        * exclude (kind),
        '粉丝' as kind,
        followers as figure
    from pieced
    where register = 'account_figure' and followers is not null

    union all by name

    select
        * exclude (kind),
        '阅读' as kind,
        reads as figure
    from pieced
    where register = 'account_figure' and reads is not null
),

counted as (
    select
        * exclude (followers, score, value_said),
        record_id as entry_key,
        value_said as value
    from pieced
    where register not in ('account_figure', 'jury_score')

    union all by name

    select
        * exclude (figure, followers, score, value_said),
        record_id || kind as entry_key,
        figure as value
    from figure

    union all by name

    select
        min(record_id) as record_id,
        any_value(register) as register,
        what,
        unit_codes,
        any_value(lead_unit_code) as lead_unit_code,
        min(received_on) as received_on,
        min(entered_on) as entered_on,
        any_value(outlet_code order by record_id) as outlet_code,
        kind,
        form,
        degree,
        path,
        status,
        evidence,
        {% for name in (said_texts() ~ said_numbers()).split()
            if name not in ['kind', 'form', 'degree', 'path', 'status', 'evidence', 'value'] %}
        any_value({{ name }} order by record_id) as {{ name }},
        {% endfor %}
        {% for name in ['unit_shares', 'author_record_id', 'person_names', 'person_units', 'person_shares'] %}
        any_value({{ name }} order by record_id) as {{ name }},
        {% endfor %}
        piece_id,
        min(record_id) as entry_key,
        case when count(score) > 0 then {{ divided('sum(score)', 'count(score)') }} end::decimal(18, 4)
            as value
    from pieced
    where register = 'jury_score'
    group by
        what, unit_codes, kind, form, degree, path, status, evidence, coalesce(days_late, 0) > 0, piece_id
)

select
    counted.record_id,
    md5(counted.entry_key)::uuid as entry_id,
    counted.piece_id,
    counted.what,
    counted.entered_on,
    counted.received_on,
    counted.unit_codes,
    counted.unit_shares,
    counted.author_record_id,
    counted.person_names,
    counted.person_units,
    counted.person_shares,
    outlet.outlet_name as outlet,
    outlet.tier_code as tier,
    outlet.medium_code as medium,
    {% for name in (said_texts() ~ said_numbers()).split() if name not in ['kind', 'level', 'days_late'] %}
    counted.{{ name }},
    {% endfor %}
    nullif(counted.kind, '') as kind,
    coalesce(level.level, counted.level) as level,
    unit.group_code as "group",
    counted.days_late::decimal(18, 4) as days_late
from counted
left join {{ ref('stg_office__outlet') }} as outlet
    on counted.outlet_code = outlet.outlet_code
left join {{ ref('int_level__spelled') }} as level on counted.level = level.written
left join {{ ref('stg_office__unit') }} as unit
    on counted.lead_unit_code = unit.unit_code and {{ in_force('counted.entered_on', 'unit') }}
