-- One row per rule version, profile and tariff line that gives it points: the most specific one that fits
-- (of several for a record of several kinds, the highest), and those that are added to it.
select * exclude (step, specificity, family, times) -- noqa: AM04
from {{ fitting_lines('tariff') }} as line
qualify
    is_adding
    or row_number() over (
        partition by scheme_code, rule_version, profile_id, is_adding
        order by specificity desc, points desc, line_order asc
    ) = 1
