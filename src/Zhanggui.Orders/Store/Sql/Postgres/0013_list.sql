-- The list sorted by amount or by payment reads its page from an index, however many orders there are.
create index orders_order_amount on orders_order (shop_id, coalesce(paid, 0), order_id);
create index orders_order_paid_sort on orders_order (shop_id, coalesce(paid_at, 0), order_id);
