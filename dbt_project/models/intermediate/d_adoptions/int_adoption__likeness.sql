-- One row per two reports of one outlet on one day that may be the same adoption, the earlier one first:
-- whether they plainly are, or a person has to say. A month or a range of days agrees with each of its
-- days.
with report as (
    select *
    from {{ ref('int_adoption__report') }}
),

in_month as (
    select
        outlet_code,
        adopted_on,
        adopted_to,
        date_precision,
        arrival_order,
        unnest(generate_series(date_trunc('month', adopted_on), adopted_to, interval 1 month))::date
            as month_on
    from report
),

-- Those of a day meet those of the same day: an outlet prints little on a day, and much in a month.
pair as (
    select
        earlier.arrival_order as first_order,
        later.arrival_order as second_order
    from report as earlier
    inner join report as later
        on earlier.outlet_code = later.outlet_code and earlier.adopted_on = later.adopted_on
    where
        earlier.date_precision = 'day'
        and later.date_precision = 'day'
        and earlier.arrival_order < later.arrival_order

    union

    select
        least(span.arrival_order, other.arrival_order) as first_order,
        greatest(span.arrival_order, other.arrival_order) as second_order
    from in_month as span
    inner join in_month as other
        on span.outlet_code = other.outlet_code and span.month_on = other.month_on
    where
        span.date_precision != 'day'
        and span.arrival_order != other.arrival_order
        and span.adopted_on <= other.adopted_to
        and span.adopted_to >= other.adopted_on
),

of_pair as (
    select first_order as arrival_order
    from pair

    union

    select second_order as arrival_order
    from pair
),

-- Of a title that meets four hundred others the grams are worked out once.
partnered as (
    select
        report.*,
        {{ grams('report.core_key') }} as grams
    from report
    semi join of_pair using (arrival_order)
),

met as (
    select
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
        earlier.grams as first_grams,
        later.grams as second_grams,
        earlier.numbers = later.numbers as has_same_numbers
    from pair
    inner join partnered as earlier on pair.first_order = earlier.arrival_order
    inner join partnered as later on pair.second_order = later.arrival_order
    where list_has_any(earlier.unit_set, later.unit_set) or earlier.date_precision = later.date_precision
),

compared as (
    select
        *,
        first_title = second_title as is_same_title,
        {{ is_alike(
            'first_title', 'second_title', 'first_core', 'second_core', 'first_grams', 'second_grams',
            'has_same_numbers'
        ) }} as is_alike
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
