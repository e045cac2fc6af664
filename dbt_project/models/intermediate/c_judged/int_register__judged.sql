-- One row per record of a register beside adoptions: the first reason not to count it, or none.
-- What a record must say stands in the seed register_field.
with written as (
    unpivot {{ ref('stg_register__record') }}
    on article_title, unit_name, outlet_name, quantity, submitted_on, deadline, delivered_on, commented_on,
    prize_name, awarded_on, penalty_kind, notified_on, period, head_count, score, scored_on, followers, reads,
    value, given, figure_on, figure_name, item_name, item_on, forwarded_on
    into name column_name value cell_text
),

-- Units always; outlets where the register asks for one.
name as (
    select
        record.record_id,
        name.kind,
        if(bool_and(name.is_foreign), string_agg(name.name_text, '、' order by name.position), null)
            as foreigners,
        string_agg(name.name_text, '、' order by name.position) filter (
            where name.code is null and name.candidate_count = 0
        ) as unknown,
        string_agg(name.name_text, '、' order by name.position) filter (where name.candidate_count > 1)
            as ambiguous,
        -- a count of two together says nothing of either
        case
            when record.register = 'outlet_count' and count(*) > 1
            then string_agg(name.name_text, '、' order by name.position)
        end as several
    from {{ ref('int_name__resolved') }} as name
    inner join {{ ref('stg_register__record') }} as record using (record_id)
    left join {{ ref('register_field') }} as asked
        on record.register = asked.register and asked.column_name = 'outlet_name'
    where name.kind = 'unit' or asked.register is not null
    group by record.record_id, record.register, name.kind
),

field as (
    select
        record.record_id,
        asked.register,
        asked.column_name,
        asked.label,
        asked.holds,
        asked.need,
        asked.field_order,
        asked.missing_code,
        written.cell_text,
        case asked.holds
            when 'name' then name.record_id is not null
            -- what is left out may be told by the period
            when 'day'
            then coalesce(day.on_day, if(written.cell_text is null, dated.happened_on, null)) is not null
            when 'period' then dated.period_code is not null
            when 'number' then {{ number_in('written.cell_text') }} is not null
            when 'count' then {{ count_in('written.cell_text') }} is not null
            else written.cell_text is not null
        end as is_known
    from {{ ref('stg_register__record') }} as record
    inner join {{ ref('register_field') }} as asked using (register)
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    left join written
        on record.record_id = written.record_id and asked.column_name = written.column_name
    left join {{ ref('int_register__day') }} as day
        on record.record_id = day.record_id and asked.column_name = day.column_name
    left join name
        on record.record_id = name.record_id and asked.column_name = name.kind || '_name'
),

-- Of fields of which one is enough, the first stands for all where none is there.
alternative as (
    select
        record_id,
        bool_or(is_known) as is_any_known,
        min(field_order) as field_order,
        string_agg(label, '或' order by field_order) as label
    from field
    where need = 'one'
    group by record_id
),

fault as (
    select
        field.record_id,
        field.field_order,
        coalesce('unreadable_' || if(field.cell_text is null, null, field.holds), field.missing_code)
            as reason_code,
        coalesce(alternative.label, field.label) || coalesce('“' || field.cell_text || '”', '')
            as reason_value
    from field
    left join alternative using (record_id, field_order)
    where
        not field.is_known
        and (
            field.need = 'always'
            or field.cell_text is not null
            or (alternative.record_id is not null and not alternative.is_any_known)
        )
),

first_fault as (
    select
        record_id,
        arg_min(reason_code, field_order) as reason_code,
        arg_min(reason_value, field_order) as reason_value
    from fault
    group by record_id
),

state as (
    select
        record.record_id,
        record.problem_code,
        record.problem,
        superseded.corrected_by,
        version.reason_code as version_code,
        version.version_text,
        first_fault.reason_code as fault_code,
        first_fault.reason_value as fault_value,
        unit.foreigners as foreign_unit,
        outlet.foreigners as foreign_outlet,
        unit.unknown as unknown_unit,
        unit.ambiguous as ambiguous_unit,
        outlet.unknown as unknown_outlet,
        outlet.ambiguous as ambiguous_outlet,
        coalesce(unit.several, outlet.several) as several,
        -- a deadline may lie ahead, what is handed in may not
        dated.happened_on > dated.received_on and register.main_day != 'deadline' as is_too_late,
        dated.delivered_on > dated.received_on as is_delivered_too_late,
        -- what holds from its day on may have begun before
        dated.happened_on < setting.counted_from and coalesce(register.day_of_period, '') != 'first'
            as is_too_early,
        dated.delivered_on < setting.counted_from as is_delivered_too_early,
        main_day.label || strftime(dated.happened_on, '“%Y-%m-%d”') as day_value,
        '交稿日期' || strftime(dated.delivered_on, '“%Y-%m-%d”') as delivered_value
    from {{ ref('stg_register__record') }} as record
    inner join {{ ref('int_register__dated') }} as dated using (record_id)
    inner join {{ ref('register') }} as register using (register)
    left join {{ ref('register_field') }} as main_day
        on record.register = main_day.register and register.main_day = main_day.column_name
    left join {{ ref('int_delivery__superseded') }} as superseded
        on record.delivery_id = superseded.delivery_id
    left join {{ ref('int_record__version') }} as version on record.record_id = version.record_id
    left join first_fault on record.record_id = first_fault.record_id
    left join name as unit on record.record_id = unit.record_id and unit.kind = 'unit'
    left join name as outlet on record.record_id = outlet.record_id and outlet.kind = 'outlet'
    cross join {{ source('office', 'office_setting') }} as setting
),

found as (
    select
        record_id,
        if(version_code is null, problem, null) as problem,
        case
            when version_code is not null and corrected_by is null then version_code
            when problem_code is not null then problem_code
            when corrected_by is not null then 'superseded'
            when fault_code is not null then fault_code
            when foreign_unit is not null then 'foreign_unit'
            when foreign_outlet is not null then 'foreign_outlet'
            when unknown_unit is not null then 'unknown_unit'
            when ambiguous_unit is not null then 'ambiguous_unit'
            when unknown_outlet is not null then 'unknown_outlet'
            when ambiguous_outlet is not null then 'ambiguous_outlet'
            when several is not null then 'several_names'
            when is_too_early or is_delivered_too_early then 'happened_too_early'
            when is_too_late or is_delivered_too_late then 'happened_after_received'
        end as reason_code,
        coalesce(
            corrected_by, version_text, fault_value, foreign_unit, foreign_outlet, unknown_unit, ambiguous_unit,  -- noqa: LT05
            unknown_outlet, ambiguous_outlet, several,
            if(is_delivered_too_early or is_delivered_too_late, delivered_value, day_value)
        ) as reason_value
    from state
)

select
    found.record_id,
    found.reason_code,
    coalesce(
        found.problem,
        {{ sentence_with('reason.sentence', 'found.reason_value') }}
    ) as reason
from found
left join {{ ref('reject_reason') }} as reason using (reason_code)
