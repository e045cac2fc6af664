{# The reason not to count a row, by what it says of itself. #}
{% macro reason_of_verdict(code) -%}
case {{ code }}
                    when 'no' then 'said_not_adopted'
                    when 'not_yet' then 'not_yet_adopted'
                    when 'unclear' then 'unclear_verdict'
                    when 'held' then 'undecided_column'
                    when 'blank' then 'blank_verdict'
                    when 'blanks' then 'blank_verdicts'
                end
{%- endmacro %}

{# Whether a remark says that the piece was not adopted, or not yet. #}
{% macro says_not_adopted(remark) -%}
regexp_matches(
            {{ remark }},
            '(未|不予|没有?|待)(能|获|予以?)?被?(采用|录用|采纳|刊发|刊用|刊登|见报|发表|用(?:$|[，。；]))|^[已被]{0,2}(退|撤|废)稿|退稿$|审核中|^(拟|暂不)(采用|录用|刊发|刊登)'
        )
{%- endmacro %}
