-- Counted elsewhere: whom another tool's service report gives an order, and its figures of an agent and day.
create table orders_elsewhere_order (
  shop_id text not null,
  order_id text not null,
  line text not null,
  source text not null,
  account text,
  counted_at bigint,
  amount bigint,
  extra text,
  person_id text,
  month text,
  changed_by_import text,
  changed_at bigint not null,
  primary key (shop_id, order_id, line, source)
);
create index orders_elsewhere_order_month on orders_elsewhere_order (shop_id, month, order_id, line, source);

create table orders_elsewhere_day (
  shop_id text not null,
  day text not null,
  account text not null,
  source text not null,
  consulting bigint,
  received bigint,
  inquiry bigint,
  inquiry_paid bigint,
  conversion bigint,
  first_response bigint,
  average_response bigint,
  satisfaction bigint,
  reply_rate bigint,
  sales bigint,
  refunded bigint,
  orders bigint,
  extra text,
  changed_by_import text,
  changed_at bigint not null,
  primary key (shop_id, day, account, source)
);

-- Orders that several persons share, with the part of each, so that the list finds all of them.
create table orders_share (
  shop_id text not null,
  order_id text not null,
  person_id text not null,
  amount bigint not null,
  primary key (shop_id, order_id, person_id)
);
create index orders_share_person on orders_share (shop_id, person_id, order_id);

-- Who shares orders is known only from decisions: those of several persons are asked for once more.
insert into orders_to_decide (shop_id, order_id) select shop_id, order_id from orders_order where credit_person is not null on conflict do nothing;
