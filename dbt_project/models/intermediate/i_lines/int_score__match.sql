-- One row per rule version, set of its conditions and profile that fulfils them and none of its exceptions.
select distinct
    wanted.scheme_code,
    wanted.rule_version,
    wanted.when_id,
    profile.profile_id
from {{ ref('stg_rulebook__when') }} as wanted
inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
inner join {{ ref('int_score__profile') }} as profile
    on {{ fits('profile', 'wanted', 'version.blanks') }}
left join {{ ref('stg_rulebook__when') }} as exception
    on
        wanted.scheme_code = exception.scheme_code
        and wanted.rule_version = exception.rule_version
        and wanted.when_id = exception.when_id
        and wanted.condition_number = exception.condition_number
        and exception.is_exception
        and {{ fits('profile', 'exception', 'version.blanks') }}
where not wanted.is_exception and exception.when_id is null
