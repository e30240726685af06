create table orders_review_topic (
  shop_id text not null,
  order_id text not null,
  at bigint not null,
  topics text not null,
  decided_by text not null,
  decided_at bigint not null,
  primary key (shop_id, order_id, at)
);
create index orders_review_topic_at on orders_review_topic (shop_id, at);
