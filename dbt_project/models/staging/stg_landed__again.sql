-- One row per further name under which bytes arrived that had landed before; not their own, come back.
select
    again.delivery_id,
    again.file_name,
    min(again.received_on::date) as received_on
from {{ source('landed', 'again') }} as again
inner join {{ source('landed', 'delivery') }} as delivery using (delivery_id)
where again.file_name != delivery.file_name
group by again.delivery_id, again.file_name
