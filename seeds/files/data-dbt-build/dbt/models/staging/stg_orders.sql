select
    trim(order_id) as order_id,
    cast(ordered_on as date) as ordered_on,
    cast(amount as double) as amount,
    upper(trim(country)) as country
from {{ source('landing', 'orders_landing') }}
