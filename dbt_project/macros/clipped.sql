{# What caps and floors of one grain do to each month of accounts: the limit holds for the sum of the period so far,
   so that a month that was published stays as it is. `source` has one row per account, limited set and month;
   `points` come back changed, with the change beside them. #}
{% macro clipped(source, grain) -%}
with limited as (
        select
            source.case_code,
            source.scheme_code,
            source.serial,
            source.month_code,
            source.unit_code,
            source.person,
            source.unit_name,
            source.group_code,
            source.limit_set,
            source.points,
            limits.cap,
            limits.floor,
            limits.cap_line,
            limits.floor_line,
            span.period_code,
            sum(source.points) over in_period as so_far,
            row_number() over in_period = 1 as is_first
        from {{ source }} as source
        inner join {{ ref('int_score__span') }} as span
            on
                source.case_code = span.case_code
                and source.scheme_code = span.scheme_code
                and source.serial between span.first_serial and span.last_serial
                and span.grain = '{{ grain }}'
        left join limits
            on
                span.scheme_code = limits.scheme_code
                and span.rule_version = limits.rule_version
                and span.grain = limits.grain
                and source.limit_set = limits.limit_set
                and (limits.for_groups is null or list_contains(limits.for_groups, source.group_code))
                and (limits.for_units is null or list_contains(limits.for_units, source.unit_name))
        window in_period as (
            partition by
                source.case_code, source.scheme_code, source.unit_code, source.person, source.limit_set,
                span.period_code
            order by source.serial
        )
    ),

    changed as (
        select
            *,
            case
                when cap is null and floor is null then 0
                else
                    greatest(least(so_far, cap), floor)
                    - case when is_first then 0 else greatest(least(so_far - points, cap), floor) end
                    - points
            end::decimal(18, 4) as adjustment
        from limited
    )

    select
        case_code,
        scheme_code,
        serial,
        month_code,
        unit_code,
        person,
        unit_name,
        group_code,
        limit_set,
        (points + adjustment)::decimal(18, 4) as points,
        adjustment,
        case when adjustment < 0 then coalesce(cap_line, floor_line) else coalesce(floor_line, cap_line) end
            as rule_line_id,
        case when adjustment < 0 then coalesce(cap, floor) else coalesce(floor, cap) end as limit_value,
        period_code,
        so_far
    from changed
{%- endmacro %}

{# What a cap within a piece takes off each month of it; a cap of named lines comes before that of the whole. #}
{% macro capped_piece(source) -%}
select
        *,
        (least(so_far, cap) - least(so_far - points, cap) - points)::decimal(18, 4) as adjustment
    from (
        select
            *,
            sum(points) over (
                partition by case_code, scheme_code, piece_id, unit_code, person, rule_line_id order by month_code
            ) as so_far
        from {{ source }}
    ) as running
{%- endmacro %}
