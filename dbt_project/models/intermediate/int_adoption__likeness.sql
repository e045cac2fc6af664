-- One row per two reports of one outlet on one day that may be the same adoption, the earlier one first:
-- whether they plainly are, or a person has to say. A month or a range of days agrees with each of its
-- days.
with report as (
    select
        *,
        unnest(generate_series(date_trunc('month', adopted_on), adopted_to, interval 1 month))::date
            as month_on
    from {{ ref('int_adoption__report') }}
),

met as (
    select distinct
        earlier.report_id as first_report_id,
        later.report_id as second_report_id,
        earlier.date_precision = 'day' and later.date_precision = 'day' as is_same_day,
        list_has_any(earlier.unit_set, later.unit_set) as has_common_unit,
        earlier.unit_set as first_units,
        later.unit_set as second_units,
        earlier.title_key as first_title,
        later.title_key as second_title,
        earlier.core_key as first_core,
        later.core_key as second_core,
        earlier.numbers = later.numbers as has_same_numbers
    from report as earlier
    inner join report as later
        on
            earlier.outlet_code = later.outlet_code
            and earlier.month_on = later.month_on
            and earlier.arrival_order < later.arrival_order
            and earlier.adopted_on <= later.adopted_to
            and earlier.adopted_to >= later.adopted_on
    where list_has_any(earlier.unit_set, later.unit_set) or earlier.date_precision = later.date_precision
),

compared as (
    select
        *,
        first_title = second_title as is_same_title,
        {{ is_alike('first_title', 'second_title', 'first_core', 'second_core', 'has_same_numbers') }}
            as is_alike
    from met
)

select
    first_report_id,
    second_report_id,
    is_same_day,
    {{ pair_subject('first_units', 'first_title', 'second_units', 'second_title') }} as subject,
    -- an outlet does not print one title twice on a day: the two units have written it together
    has_common_unit or (is_same_title and length(first_title) >= 8) as is_plain
from compared
where is_alike and (has_common_unit or is_same_day)
