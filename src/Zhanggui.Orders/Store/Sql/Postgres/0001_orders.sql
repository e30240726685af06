create table orders_import (
  id uuid not null primary key,
  shop_id uuid not null,
  kind text not null,
  format text not null,
  state text not null,
  file_name text not null,
  file_size bigint not null,
  digest text not null,
  chunks int not null,
  mapping text,
  header_line bigint not null default 0,
  sheet text,
  rows_total bigint,
  rows_done bigint not null default 0,
  line_done bigint not null default 0,
  count_new bigint not null default 0,
  count_changed bigint not null default 0,
  count_unchanged bigint not null default 0,
  count_refused bigint not null default 0,
  wants_cancel int not null default 0,
  failure_zh text,
  failure_en text,
  uploaded_at bigint not null,
  uploaded_by uuid,
  started_at bigint,
  ended_at bigint,
  claimed_by text,
  claimed_until bigint,
  file_removed_at bigint
);
create index orders_import_shop on orders_import (shop_id, uploaded_at);
create index orders_import_state on orders_import (state, uploaded_at);

create table orders_import_chunk (
  import_id uuid not null,
  number int not null,
  sealed bytea not null,
  primary key (import_id, number)
);

create table orders_import_refusal (
  import_id uuid not null,
  line bigint not null,
  number int not null,
  column_name text,
  code text not null,
  zh text not null,
  en text not null,
  sealed bytea,
  primary key (import_id, line, number)
);

create table orders_mapping (
  id uuid not null primary key,
  shop_id uuid not null,
  name text not null,
  kind text not null,
  mapping text not null,
  saved_at bigint not null,
  saved_by uuid,
  unique (shop_id, name)
);

create table orders_order (
  shop_id uuid not null,
  order_id text not null,
  platform text not null,
  buyer text,
  status text,
  status_said text,
  placed_at bigint not null,
  paid_at bigint,
  shipped_at bigint,
  signed_at bigint,
  closed_at bigint,
  amount bigint,
  postage bigint,
  paid bigint,
  refunded bigint,
  title text,
  quantity bigint,
  buyer_message text,
  seller_note text,
  flag text,
  close_reason text,
  main_order_id text,
  reordered_from text,
  agreed_ship text,
  agreed_arrival text,
  credit_person uuid,
  credit_basis text,
  version bigint not null,
  created_by_import uuid,
  changed_by_import uuid,
  created_at bigint not null,
  changed_at bigint not null,
  primary key (shop_id, order_id)
);
create index orders_order_placed on orders_order (shop_id, placed_at, order_id);
create index orders_order_paid on orders_order (shop_id, paid_at, order_id) where paid_at is not null;
create index orders_order_buyer on orders_order (shop_id, buyer, placed_at) where buyer is not null;
create index orders_order_status on orders_order (shop_id, status, placed_at, order_id);
create index orders_order_person on orders_order (shop_id, credit_person, placed_at, order_id) where credit_person is not null;
create index orders_order_basis on orders_order (shop_id, credit_basis, placed_at, order_id) where credit_basis is not null;

create table orders_line (
  shop_id uuid not null,
  order_id text not null,
  line text not null,
  item text,
  title text,
  attributes text,
  code text,
  quantity bigint,
  price bigint,
  amount bigint,
  paid bigint,
  refunded bigint,
  refund_status text,
  status text,
  changed_by_import uuid,
  changed_at bigint not null,
  primary key (shop_id, order_id, line)
);

create table orders_refund (
  shop_id uuid not null,
  refund_id text not null,
  order_id text not null,
  line text,
  amount bigint,
  applied_at bigint,
  succeeded_at bigint,
  status_said text,
  reason_platform text,
  reason_inspected text,
  responsible_said text,
  responsible text,
  decided_by uuid,
  decided_at bigint,
  changed_by_import uuid,
  changed_at bigint not null,
  primary key (shop_id, refund_id)
);
create index orders_refund_order on orders_refund (shop_id, order_id);

create table orders_order_version (
  shop_id uuid not null,
  order_id text not null,
  version bigint not null,
  import_id uuid,
  at bigint not null,
  changes text not null,
  primary key (shop_id, order_id, version)
);
