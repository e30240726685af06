alter table orders_order add column erased_at bigint;
create index orders_order_kept on orders_order (placed_at) where erased_at is null;
