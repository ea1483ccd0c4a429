select
    ordered_on,
    country,
    count(*) as orders,
    sum(amount) as amount
from {{ ref('stg_orders') }}
group by ordered_on, country
