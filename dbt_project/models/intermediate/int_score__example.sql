-- One row per worked example: the points it must earn, and those that the models give it.
select
    example.scheme_code,
    example.rule_version,
    example.example_number,
    outlet.outlet_name,
    example.points as expected_points,
    factored.points
from {{ ref('stg_rulebook__example') }} as example
inner join {{ ref('stg_office__outlet') }} as outlet using (outlet_code)
left join {{ ref('int_score__factors') }} as factored
    on
        example.scheme_code = factored.scheme_code
        and concat_ws('|', 'example', example.scheme_code, example.rule_version, example.example_number)
        = factored.subject_id
