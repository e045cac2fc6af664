-- One row per unit and two of its titles that may be one text under two headings, printed within 60 days
-- of each other: whether they plainly are, or a person has to say. Titles meet through the rarest few of
-- their grams.
with title as (
    select
        adoption.lead_unit_code as unit_code,
        report.core_key,
        arg_min(report.title_key, report.arrival_order) as title_key,
        arg_min(report.numbers, report.arrival_order) as numbers,
        arg_min(report.report_id, report.arrival_order) as report_id,
        min(report.adopted_on) as first_on,
        max(report.adopted_on) as last_on
    from {{ ref('int_adoption__report') }} as report
    inner join {{ ref('int_adoption__matched') }} using (report_id)
    inner join {{ ref('int_adoption__distinct') }} as adoption using (adoption_id)
    group by adoption.lead_unit_code, report.core_key
),

numbered as (
    select
        *,
        row_number() over (order by unit_code, core_key) as title_nth,
        {{ all_grams('core_key') }} as grams
    from title
),

-- Two titles printed within 60 days of each other share a window of 120, of which one begins every 60
-- days: so what is compared does not grow with the years that lie behind.
windowed as (
    select
        unit_code,
        title_nth,
        grams,
        unnest(range((first_on - date '1900-01-01') // 60, (last_on - date '1900-01-01') // 60 + 2))
            as window_nth
    from numbered
),

gram as (
    select
        unit_code,
        window_nth,
        title_nth,
        gram,
        hash(unit_code, window_nth, gram) as meeting
    from (
        select
            unit_code,
            window_nth,
            title_nth,
            unnest(grams) as gram
        from windowed
    ) as unnested
),

-- Hardly any gram stands in two titles: those that may are picked out, by a number, before they are compared.
shared as (
    select meeting
    from gram
    group by meeting
    having count(*) > 1
),

met_gram as (
    select distinct
        unit_code,
        window_nth,
        title_nth,
        gram
    from gram
    semi join shared using (meeting)
),

counted as (
    select
        unit_code,
        window_nth,
        title_nth,
        gram,
        count(*) over (partition by unit_code, window_nth, gram) as title_count
    from met_gram
),

probe as (
    select
        unit_code,
        window_nth,
        title_nth,
        gram
    from counted
    where title_count > 1
    qualify
        row_number() over (partition by title_nth, window_nth order by title_count, gram) <= 6
),

met as (
    select distinct
        least(probe.title_nth, gram.title_nth) as first_nth,
        greatest(probe.title_nth, gram.title_nth) as second_nth
    from probe
    inner join met_gram as gram using (unit_code, window_nth, gram)
    where probe.title_nth != gram.title_nth
),

near as (
    select
        met.first_nth,
        met.second_nth,
        first_title.unit_code,
        first_title.core_key as first_core,
        second_title.core_key as second_core,
        first_title.report_id as first_report_id,
        second_title.report_id as second_report_id,
        first_title.numbers = second_title.numbers as has_same_numbers,
        {{ is_contained(
            'first_title.title_key', 'second_title.title_key', 'first_title.core_key', 'second_title.core_key'
        ) }} as is_contained
    from met
    inner join numbered as first_title on met.first_nth = first_title.title_nth
    inner join numbered as second_title on met.second_nth = second_title.title_nth
    where
        first_title.first_on <= second_title.last_on + 60
        and second_title.first_on <= first_title.last_on + 60
),

compared as (
    select
        near.*,
        abs(length(near.first_core) - length(near.second_core)) as longer_by,
        least(length(near.first_core), length(near.second_core)) as shorter_length,
        {{ containment(
            'list_distinct(first_title.grams)', 'list_distinct(second_title.grams)'
        ) }} as containment,
        {{ one_off('near.first_core', 'near.second_core') }} as is_one_off
    from near
    inner join numbered as first_title on near.first_nth = first_title.title_nth
    inner join numbered as second_title on near.second_nth = second_title.title_nth
    where near.is_contained or near.has_same_numbers
)

select
    unit_code,
    first_core,
    second_core,
    first_report_id,
    second_report_id,
    {{ pair_subject('[unit_code]', 'first_core', '[unit_code]', 'second_core') }} as subject,
    -- what a longer title adds must be a subtitle: not the number of a part, and not more than half of it
    longer_by <= shorter_length
    and (
        is_contained and (has_same_numbers or longer_by > 3)
        or has_same_numbers and containment >= 0.9
    ) as is_plain
from compared
where is_contained or is_one_off or containment >= 0.8
