-- What people do to an order in the house, with who did it: platforms keep no author of flags and notes. Rows are only added.
create table orders_event (
  id text not null primary key,
  shop_id text not null,
  order_id text not null,
  at bigint not null,
  event text not null,
  person_id text,
  account text,
  detail text,
  snapshot text
);
create index orders_event_order on orders_event (shop_id, order_id, at);
create index orders_event_at on orders_event (shop_id, at);

-- The flag and the note that were set here stand beside those of the platform, which the next import brings anew.
alter table orders_order add column own_flag text;
alter table orders_order add column own_note text;
create index orders_refund_to_judge on orders_refund (shop_id, succeeded_at, refund_id) where succeeded_at is not null and decided_by is null;
create index orders_order_flag on orders_order (shop_id, coalesce(own_flag, flag), placed_at, order_id) where coalesce(own_flag, flag) is not null;
