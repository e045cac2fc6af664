{{ config(materialized='view') }}
-- One row per thing that a rule may look at, its numbers as buckets, with the profile it shares with all
-- that no rule can tell from it.
with bucketed as (
    select -- noqa: AM04
        thing.* exclude (unit_codes, words, seconds, pictures, reads, value, given, days_late),
        thing.unit_codes[1] as unit_code,
        case when len(thing.unit_codes) > 1 then thing.unit_codes end as unit_codes,
        len(thing.unit_codes)::integer as unit_count,
        thing.words as words_number,
        thing.seconds as seconds_number,
        thing.pictures as pictures_number,
        thing.reads as reads_number,
        thing.value as value_number,
        thing.given as given_number,
        words.bucket as words,
        seconds.bucket as seconds,
        pictures.bucket as pictures,
        reads.bucket as reads,
        figure.bucket as value,
        given.bucket as given,
        units.bucket as units,
        persons.bucket as persons,
        day_of_month.bucket as day,
        days_late.bucket as days_late
    from {{ ref('int_score__thing') }} as thing
    left join {{ ref('int_score__bucket') }} as words
        on words.number_name = 'words' and thing.words = words.number
    left join {{ ref('int_score__bucket') }} as seconds
        on seconds.number_name = 'seconds' and thing.seconds = seconds.number
    left join {{ ref('int_score__bucket') }} as pictures
        on pictures.number_name = 'pictures' and thing.pictures = pictures.number
    left join {{ ref('int_score__bucket') }} as reads
        on reads.number_name = 'reads' and thing.reads = reads.number
    left join {{ ref('int_score__bucket') }} as figure
        on figure.number_name = 'value' and thing.value = figure.number
    left join {{ ref('int_score__bucket') }} as given
        on given.number_name = 'given' and thing.given = given.number
    left join {{ ref('int_score__bucket') }} as units
        on units.number_name = 'units' and len(thing.unit_codes) = units.number
    left join {{ ref('int_score__bucket') }} as persons
        on persons.number_name = 'persons' and len(thing.person_names) = persons.number
    left join {{ ref('int_score__bucket') }} as day_of_month
        on day_of_month.number_name = 'day' and day(thing.entered_on) = day_of_month.number
    left join {{ ref('int_score__bucket') }} as days_late
        on days_late.number_name = 'days_late' and thing.days_late = days_late.number
)

select
    *, -- noqa: AM04
    hash(
        what,
        outlet,
        tier,
        medium,
        channel,
        placement,
        kind,
        form,
        degree,
        path,
        origin,
        level,
        grade,
        status,
        evidence,
        "group", words, seconds, pictures, reads, value, given, units, persons, day,
        days_late
    ) as profile_id
from bucketed
