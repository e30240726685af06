create table orders_decision (
  id uuid not null primary key,
  shop_id uuid not null,
  order_id text not null,
  number int not null,
  basis text not null,
  person_id uuid,
  base_amount bigint not null,
  book text not null,
  book_version int not null,
  sentence_zh text not null,
  sentence_en text not null,
  credits text not null,
  losers text not null,
  decided_at bigint not null,
  unique (shop_id, order_id, number)
);

create table orders_to_decide (
  shop_id uuid not null,
  order_id text not null,
  primary key (shop_id, order_id)
);
insert into orders_to_decide (shop_id, order_id) select shop_id, order_id from orders_order;
