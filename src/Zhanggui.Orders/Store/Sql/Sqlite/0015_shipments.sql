-- Shipping sheets (发货单) that people bring: what left the warehouse, compared with what was sold.
create table orders_shipment (
  shop_id text not null,
  order_id text not null,
  waybill text not null,
  line text not null,
  item text,
  code text,
  title text,
  quantity bigint,
  courier text,
  shipped_at bigint,
  extra text,
  changed_by_import text,
  changed_at bigint not null,
  primary key (shop_id, order_id, waybill, line)
);
create index orders_shipment_at on orders_shipment (shop_id, shipped_at, order_id);

-- The sales sheet of a person and month reads its page from an index.
create index orders_order_sales on orders_order (shop_id, credit_month, credit_person, placed_at, order_id) where credit_month is not null;
