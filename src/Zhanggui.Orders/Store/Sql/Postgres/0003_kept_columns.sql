alter table orders_order add column extra text;
alter table orders_line add column extra text;
alter table orders_refund add column extra text;

create table orders_kept_column (
  shop_id uuid not null,
  part text not null,
  name text not null,
  primary key (shop_id, part, name)
);
