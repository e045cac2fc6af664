{# Whether an adoption fulfils the conditions of a rule line; a condition that is not set asks nothing.
   An adoption of unknown length is in no length band. #}
{% macro fits(adoption, line) -%}
({{ line }}.outlet_code is null or {{ line }}.outlet_code = {{ adoption }}.outlet_code)
    and ({{ line }}.tier_code is null or {{ line }}.tier_code = {{ adoption }}.tier_code)
    and ({{ line }}.medium_code is null or {{ line }}.medium_code = {{ adoption }}.medium_code)
    and ({{ line }}.placement_code is null or {{ line }}.placement_code = {{ adoption }}.placement_code)
    and ({{ line }}.words_from is null or {{ adoption }}.words >= {{ line }}.words_from)
    and ({{ line }}.words_below is null or {{ adoption }}.words < {{ line }}.words_below)
{%- endmacro %}
