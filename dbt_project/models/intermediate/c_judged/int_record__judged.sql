-- One row per record: the first reason not to count it, or none; with the value that the reason names.
with name_count as (
    select
        record_id,
        count(*) filter (where kind = 'unit') as unit_name_count,
        count(*) filter (where kind = 'outlet') as outlet_name_count
    from {{ ref('int_name__resolved') }}
    group by record_id
),

-- Only names that stand for nobody are ever read out: to put all of them in order costs more than the rest.
doubtful as (
    select
        record_id,
        kind,
        count(*) as name_count,
        bool_and(is_foreign) as is_foreign,
        string_agg(name_text, '、' order by position) as names,
        string_agg(name_text, '、' order by position) filter (
            where candidate_count = 0 and not is_foreign
        ) as unknown,
        string_agg(name_text, '、' order by position) filter (where candidate_count > 1 and not is_foreign)
            as ambiguous
    from {{ ref('int_name__resolved') }}
    where code is null
    group by record_id, kind
),

-- what was decided about a record as a whole
decision as (
    select
        subject,
        answer,
        decided_by,
        decided_on
    from {{ ref('stg_office__decision') }}
    where kind = 'record' and answer in ('不计', '计入')
),

-- what was decided about a word under a heading
word as (
    select
        subject,
        answer,
        decided_by,
        decided_on
    from {{ ref('stg_office__decision') }}
    where kind = 'word'
),

state as (
    select
        record.record_id,
        record.problem_code,
        record.problem,
        record.title_key,
        delivery.side,
        coalesce(name_count.unit_name_count, 0) as unit_name_count,
        coalesce(name_count.outlet_name_count, 0) as outlet_name_count,
        record.date_text,
        record.adopted_on_text,
        record.remark,
        coalesce({{ says_not_adopted('record.remark') }}, false) as remark_says_no,
        -- what the row says of itself, unless somebody has decided what that word means
        if(word.answer = '计入', null, record.verdict_code) as verdict_code,
        record.verdict_said,
        coalesce(word.answer = '不计' and decision.answer is null, false) as is_word_set_aside,
        word.decided_by || ' ' || word.decided_on as word_decided,
        dated.adopted_on,
        dated.received_on,
        dated.is_unreadable,
        dated.doubt_code,
        unit_state.unknown as unknown_unit,
        unit_state.ambiguous as ambiguous_unit,
        outlet_state.unknown as unknown_outlet,
        outlet_state.ambiguous as ambiguous_outlet,
        if(
            unit_state.is_foreign and unit_state.name_count = name_count.unit_name_count,
            unit_state.names,
            null
        ) as foreign_unit,
        if(
            outlet_state.is_foreign and outlet_state.name_count = name_count.outlet_name_count,
            outlet_state.names,
            null
        ) as foreign_outlet,
        decision.answer,
        decision.decided_by || ' ' || decision.decided_on as decided,
        form.decided as form_decided,
        superseded.corrected_by,
        version.reason_code as version_code,
        version.version_text,
        setting.counted_from
    from {{ ref('stg_landed__record') }} as record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    inner join {{ ref('int_record__dated') }} as dated using (record_id)
    left join name_count on record.record_id = name_count.record_id
    left join doubtful as unit_state on record.record_id = unit_state.record_id and unit_state.kind = 'unit'
    left join
        doubtful as outlet_state
        on record.record_id = outlet_state.record_id and outlet_state.kind = 'outlet'
    left join
        {{ ref('int_delivery__superseded') }} as superseded
        on record.delivery_id = superseded.delivery_id
    left join {{ ref('int_record__version') }} as version on record.record_id = version.record_id
    left join decision on record.record_id = decision.subject
    left join word on record.verdict_said = word.subject
    left join {{ ref('int_form__told') }} as form
        on
            form.kind = 'table'
            and record.delivery_id = form.delivery_id
            and record.sheet_name = form.sheet_name
            and record.headings is not distinct from form.headings
            and if(record.row_number = 0, record.problem, null) is not distinct from form.problem
    cross join {{ source('office', 'office_setting') }} as setting
),

found as (
    select
        record_id,
        -- what was decided to count is no problem any more; an error in a cell is one if what it hides is
        -- missing
        if(answer = '计入' or version_code is not null or problem_code = 'error_cell', null, problem_code)
            as problem_code,
        if(answer = '计入' or version_code is not null, null, problem) as problem,
        coalesce(problem_code = 'error_cell', false) as is_error,
        case
            when version_code is not null and corrected_by is null then version_code
            when form_decided is not null and answer is null then 'no_register'
            when problem_code not in ('hidden_sheet', 'error_cell') and answer is null
            then problem_code
            when corrected_by is not null then 'superseded'
            when answer = '不计' or is_word_set_aside then 'set_aside'
            when verdict_code is not null and answer is null
            then {{ reason_of_verdict('verdict_code') }}
            when remark_says_no and answer is null then 'not_adopted'
            when foreign_unit is not null then 'foreign_unit'
            when foreign_outlet is not null then 'foreign_outlet'
            when title_key is null or title_key in ('无', '略', '不详') then 'missing_title'
            when unit_name_count = 0 then 'missing_unit'
            when outlet_name_count = 0 then 'missing_outlet'
            when date_text is null then 'missing_date'
            when doubt_code = 'doubtful_day' then doubt_code
            when adopted_on is null and is_unreadable then 'unreadable_date'
            when adopted_on is null then 'impossible_date'
            when unknown_unit is not null then if(side = 'observed', 'other_region', 'unknown_unit')
            when ambiguous_unit is not null then 'ambiguous_unit'
            when unknown_outlet is not null then 'unknown_outlet'
            when ambiguous_outlet is not null then 'ambiguous_outlet'
            when adopted_on > received_on then 'after_received'
            when doubt_code is not null then doubt_code
            when adopted_on < counted_from then 'before_counted_from'
        end as fault_code,
        case
            when corrected_by is not null then corrected_by
            when version_code is not null then version_text
            when form_decided is not null and answer is null then form_decided
            when answer = '不计' then decided
            when is_word_set_aside then word_decided
            when verdict_code is not null and answer is null then verdict_said
            when remark_says_no and answer is null then remark
            when foreign_unit is not null then foreign_unit
            when foreign_outlet is not null then foreign_outlet
            when adopted_on is null then adopted_on_text
            when unknown_unit is not null then unknown_unit
            when ambiguous_unit is not null then ambiguous_unit
            when unknown_outlet is not null then unknown_outlet
            when ambiguous_outlet is not null then ambiguous_outlet
            when adopted_on < counted_from or adopted_on > received_on or doubt_code is not null
            then adopted_on::varchar
        end as reason_value
    from state
)

select
    found.record_id,
    -- an old copy is never counted, but may be recognised as a copy of what is
    found.fault_code is null as is_countable,
    coalesce(found.fault_code, found.problem_code) as reason_code,
    coalesce(
        case
            when found.is_error then if(starts_with(found.fault_code, 'missing_'), found.problem, null)
            when found.fault_code is null or found.fault_code = found.problem_code then found.problem
        end,
        {{ sentence_with('reason.sentence', 'found.reason_value') }}
    ) as reason
from found
left join
    {{ ref('reject_reason') }} as reason
    on coalesce(found.fault_code, found.problem_code) = reason.reason_code
