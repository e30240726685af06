-- Every filter of the list reads its page in order from an index: a month, what is in doubt, and one person's orders by amount and by payment.
create index orders_order_credited on orders_order (shop_id, credit_month, placed_at, order_id) where credit_month is not null;
create index orders_order_doubt on orders_order (shop_id, credit_doubt, placed_at, order_id) where credit_doubt is not null;
create index orders_order_person_amount on orders_order (shop_id, credit_person, coalesce(paid, 0), order_id) where credit_person is not null;
create index orders_order_person_paid on orders_order (shop_id, credit_person, coalesce(paid_at, 0), order_id) where credit_person is not null;
