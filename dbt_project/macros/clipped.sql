{# What caps and floors of one grain do to each month of accounts: the limit holds for the sum of the period
   so far, so that a month that was published stays as it is. `source` has one row per account, limited set
   and month; `points` come back changed, with the change beside them. #}
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
            span.period_code,
            min(limits.cap) as cap,
            max(limits.floor) as floor,
            arg_min(limits.rule_line_id, limits.cap) as cap_line,
            arg_max(limits.rule_line_id, limits.floor) as floor_line
        from {{ source }} as source
        left join {{ ref('int_score__span') }} as span
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
                and {{ is_for('limits', 'source') }}
        group by all
    ),

    running as (
        select
            *,
            sum(points) over in_period as so_far,
            row_number() over in_period = 1 as is_first
        from limited
        window in_period as (
            partition by case_code, scheme_code, unit_code, person, limit_set, period_code order by serial
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
            end::decimal(18, 4) as adjustment,
            -- what it took off before, a cap gives back when the sum falls; what a floor lent, it takes back
            case when adjustment < 0 then coalesce(so_far > cap, false) else coalesce(so_far >= floor, true) end
                as is_cap
        from running
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
        is_cap,
        case when is_cap then cap_line else floor_line end as rule_line_id,
        case when is_cap then cap else floor end as limit_value,
        period_code,
        so_far
    from changed
{%- endmacro %}

{# Caps and floors of every grain from the month up to the year, each on what the one before left: `part`
   gives part_month, part_quarter, part_half, part_year, and as part_change what they did together. #}
{% macro clipped_in_turn(source) -%}
{%- set grains = ['month', 'quarter', 'half', 'year'] -%}
{%- for grain in grains -%}
{{ source }}_{{ grain }} as materialized (
    {{ clipped(source if loop.first else source ~ '_' ~ grains[loop.index0 - 1], grain) }}
),

{% endfor -%}
{{ source }}_change as (
{%- for grain in grains %}
    select * from {{ source }}_{{ grain }}
{{- ' union all' if not loop.last }}
{%- endfor %}
)
{%- endmacro %}

{# What a cap within a piece takes off each month of it, by the sums of `source`; a cap of named lines comes
   before that of the whole: `of` says which are meant. #}
{% macro capped_piece(source, of) -%}
select
        *,
        (least(so_far, cap) - least(so_far - points, cap) - points)::decimal(18, 4) as adjustment
    from (
        select
            *,
            sum(points) over (
                partition by case_code, scheme_code, piece_id, unit_code, person, rule_line_id order by month_code
            ) as so_far
        from (
            select
                source.* exclude (rule_line_id, points),
                limited.rule_line_id,
                limited.cap,
                limited.counted_in,
                sum(source.points) as points
            from {{ source }} as source
            inner join limited using (scheme_code, rule_version)
            where limited.kind = 'limit' and {{ of }} and {{ is_for('limited', 'source') }}
            group by all
        ) as summed
    ) as running
{%- endmacro %}
