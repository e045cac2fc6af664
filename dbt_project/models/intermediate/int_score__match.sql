-- One row per rule version, set of its conditions and profile that fulfils them.
select
    wanted.scheme_code,
    wanted.rule_version,
    wanted.when_id,
    profile.profile_id
from {{ ref('stg_rulebook__when') }} as wanted
inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
inner join {{ ref('int_score__profile') }} as profile
    on {{ fits('profile', 'wanted', 'version.blanks') }}
