{{ config(materialized='view') }}
-- One row per scheme and thing of one unit that came in time, where the rule counts units: nearly all there
-- is, and kept apart from the costly rest.
select
    entry.case_code,
    day.scheme_code,
    day.rule_version,
    {{ reading_id('day.version_id', 'entry.profile_id') }} as reading_id,
    day.month_code,
    null::varchar as withheld,
    entry.entry_id,
    entry.piece_id,
    entry.is_repeated,
    entry.what,
    entry.entered_on,
    entry.words_number,
    entry.seconds_number,
    entry.pictures_number,
    entry.reads_number,
    entry.value_number,
    entry.given_number,
    entry.profile_id,
    entry.unit_code,
    '' as person,
    day.unit_sharing,
    1::decimal(18, 4) as weight,
    1::decimal(18, 4) as weight_of
from {{ ref('int_score__entry') }} as entry
inner join {{ ref('int_score__day') }} as day using (case_code, entered_on, received_on)
where entry.unit_count = 1 and day.whom is distinct from 'persons' and not day.is_too_late
