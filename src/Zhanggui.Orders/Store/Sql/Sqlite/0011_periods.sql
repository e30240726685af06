-- What of an order's base amount is silent and what is undecided; the rest is credited. A month adds up from one index.
alter table orders_order add column credit_silent bigint;
alter table orders_order add column credit_undecided bigint;
drop index orders_order_month;
create index orders_order_month on orders_order (shop_id, credit_month, credit_basis, credit_doubt, credit_base, credit_silent, credit_undecided) where credit_month is not null;

-- The closed month whose decision a late fact would change.
alter table orders_aside add column late_month text;
create index orders_aside_late on orders_aside (shop_id, late_month, order_id, number) where late_month is not null;

update orders_decision set month = null;
insert into orders_to_decide (shop_id, order_id) select shop_id, order_id from orders_order where order_id is not null on conflict do nothing;
