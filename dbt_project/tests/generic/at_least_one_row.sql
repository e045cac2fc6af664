{% test at_least_one_row(model) %}
-- A table that looked at nothing has failed.
select count(*) as row_count
from {{ model }}
having count(*) = 0
{% endtest %}
