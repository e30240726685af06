-- Lines whose item had no stock by the last count before the order was placed.
create table orders_oversold (
  shop_id text not null,
  order_id text not null,
  line text not null,
  item text not null,
  quantity bigint not null,
  counted_at bigint not null,
  primary key (shop_id, order_id, line)
);

-- Orders to be compared with the counts.
create table orders_to_compare (
  shop_id text not null,
  order_id text not null,
  asked bigint not null default 1,
  primary key (shop_id, order_id)
);
