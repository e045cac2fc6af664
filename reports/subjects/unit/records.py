"""Queries over the records of all units: what was counted and with which lines, what was not, who shows it."""

from __future__ import annotations

# Registers beside adoptions, and the day of each that a sheet prints.
_REGISTERS = {
    "submission": "submitted_on", "commission": "deadline", "comment": "commented_on", "prize": "awarded_on",
    "penalty": "notified_on", "zero_report": "received_on", "head_count": "counted_on", "jury_score": "scored_on",
    "account_figure": "figure_on", "item": "item_on",
}  # fmt: skip

# A record that names two outlets is two adoptions: what is scored is those, elsewhere the record.
_CREDITED = """
    select
        record_id, unit_code, adoption_id::varchar as thing_id, month_code, share, outlet_code,
        coalesce(co_units, '') as co_units,
        case date_precision when 'month' then month_code else strftime(adopted_on, '%Y-%m-%d') end as day_text
    from marts.fct_adoption
""" + "".join(
    f"""
    union all by name
    select record_id, unit_code, record_id as thing_id, month_code, '' as co_units,
        strftime({day}, '%Y-%m-%d') as day_text
    from marts.fct_{register}
    where {day} is not null
"""
    for register, day in _REGISTERS.items()
)

_SCORED = """
    select line.*, coalesce(adoption_id::varchar, other_record_id) as thing_id, lineage.reporting_unit_code
    from marts.fct_score_line as line
    inner join marts.dim_unit_lineage as lineage
        on line.unit_code = lineage.unit_code and lineage.period_code = $period
    where scheme_code = $scheme and line.month_code between $first_month and $last_month
"""

# Of pairs and rows, the question stands at the first place it arose.
_DOUBT = """
    select file_name, sheet_name, row_number, string_agg(about, '；' order by about, question_id) as doubt
    from marts.fct_question
    where kind in ('record', 'pair')
    group by file_name, sheet_name, row_number
"""

# What is counted in the period, and what was adopted before and is given a line in it.
COUNTED = f"""
    with credited as ({_CREDITED}),

    scored as ({_SCORED}),

    doubt as ({_DOUBT})

    select
        lineage.reporting_unit_code, credited.unit_code, thing_id, record.record_id, record.file_name,
        record.sheet_name, record.row_number, record.register, coalesce(record.article_title, ''),
        coalesce(outlet.outlet_name, record.outlet_name, ''), coalesce(day_text, record.adopted_on_text, ''),
        share, co_units,
        case when lineage.reporting_unit_code != credited.unit_code then unit.unit_name else '' end,
        coalesce(claim.claim_code, ''), coalesce(doubt.doubt, '')
    from credited
    inner join marts.fct_record as record using (record_id)
    inner join marts.dim_unit as unit on credited.unit_code = unit.unit_code
    inner join marts.dim_unit_lineage as lineage
        on credited.unit_code = lineage.unit_code and lineage.period_code = $period
    left join marts.dim_outlet as outlet using (outlet_code)
    left join marts.dim_tier as tier on outlet.tier_code = tier.tier_code
    left join marts.fct_claim as claim on credited.thing_id = claim.adoption_id::varchar
    left join doubt using (file_name, sheet_name, row_number)
    where
        credited.month_code between $first_month and $last_month
        or (thing_id, credited.unit_code) in (select (thing_id, unit_code) from scored)
    order by
        lineage.reporting_unit_code, record.register, tier_order, outlet_order, day_text, record.article_title,
        record.record_id, thing_id, credited.unit_code
"""

# A line of the period or the piece has no record.
LINES = f"""
    with scored as ({_SCORED})

    select
        reporting_unit_code, thing_id, scored.unit_code, points, coalesce(rule_version, ''), coalesce(rule_line_id, ''),
        explanation, concat_ws(' ', case when thing_id is null then piece.article_title end, person)
    from scored
    left join marts.fct_piece as piece on scored.piece_id = piece.piece_id
    order by
        reporting_unit_code, thing_id, step desc, rule_version, rule_line_id, scored.month_code, person,
        piece.article_title, scored.piece_id, scored.period_code, scored.unit_code
"""

# Whose a record is that was not counted: whose the one is that it repeats; whose the adoption is that it shows; else
# whom it names, if that is one unit only.
NOT_COUNTED = f"""
    with credited as ({_CREDITED}),

    doubt as ({_DOUBT}),

    excluded as (
        select record.*
        from marts.fct_record as record
        inner join marts.fct_delivery using (delivery_id)
        where
            outcome != 'accepted'
            and (
                month_code between $first_month and $last_month
                or month_code is null and received_on between $first_day and $last_day
            )
    ),

    lineage as (
        select unit_code, reporting_unit_code from marts.dim_unit_lineage where period_code = $period
    ),

    written as (
        select
            record_id,
            unnest(list_distinct(list_prepend(unit_name, string_split_regex(unit_name, '[、，,；;/]')))) as name_text
        from excluded
    ),

    named as (
        select written.record_id, min(lineage.reporting_unit_code) as reporting_unit_code
        from written
        inner join marts.dim_name as known
            on
                known.kind = 'unit'
                and known.name_key = regexp_replace(
                    regexp_replace(written.name_text, '[\\s《》〈〉「」『』“”"‘’]', '', 'g'), '^中共', ''
                )
                and known.effective_from <= $last_day
        inner join lineage on known.code = lineage.unit_code
        group by written.record_id, written.name_text
        having count(distinct lineage.reporting_unit_code) = 1
    ),

    owned as (
        select excluded.record_id, lineage.reporting_unit_code
        from excluded
        inner join credited on excluded.of_record_id = credited.record_id
        inner join lineage on credited.unit_code = lineage.unit_code
        union
        select excluded.record_id, lineage.reporting_unit_code
        from excluded
        inner join marts.fct_claim as claim
            on excluded.record_id in (claim.claimed_record_id, claim.observed_record_id)
        inner join lineage on claim.unit_code = lineage.unit_code
        union
        select record_id, reporting_unit_code from named
    )

    select
        owned.reporting_unit_code, excluded.record_id, excluded.file_name, coalesce(excluded.sheet_name, ''),
        coalesce(excluded.row_number, 0), outcome, coalesce(reason, ''), coalesce(article_title, ''),
        coalesce(outlet_name, ''), coalesce(adopted_on_text, ''), coalesce(doubt.doubt, '')
    from excluded
    left join owned using (record_id)
    left join doubt using (file_name, sheet_name, row_number)
    order by
        owned.reporting_unit_code, case outcome when 'rejected' then 1 when 'duplicate' then 2 else 3 end,
        excluded.file_name, excluded.sheet_name, excluded.row_number, excluded.record_id
"""

CLAIMS = """
    select
        lineage.reporting_unit_code, claim_code, is_watched, claim.is_counted, strftime(claim.adopted_on, '%Y-%m-%d'),
        outlet.outlet_name, coalesce(claim.article_title, ''),
        coalesce(record.record_id, ''), coalesce(record.file_name, ''), coalesce(record.sheet_name, ''),
        coalesce(record.row_number, 0)
    from marts.fct_claim as claim
    inner join marts.dim_unit_lineage as lineage
        on claim.unit_code = lineage.unit_code and lineage.period_code = $period
    inner join marts.dim_outlet as outlet using (outlet_code)
    left join marts.fct_record as record
        on record.record_id = coalesce(claim.claimed_record_id, claim.observed_record_id)
    where claim.month_code between $first_month and $last_month
    order by
        lineage.reporting_unit_code, claim_code desc, claim.adopted_on, outlet.outlet_name, claim.article_title,
        claim.adoption_id
"""
