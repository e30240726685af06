-- What people decide about credit: claims and how they ended, decisions by hand, what the rules would say besides, and months that are closed.
-- Rows of these tables are only added.
create table orders_claim (
  id uuid not null primary key,
  shop_id uuid not null,
  order_id text not null,
  kind text not null,
  made_by uuid not null,
  made_at bigint not null,
  against int not null,
  reason text not null,
  messages text not null,
  buyer_account text
);
create index orders_claim_order on orders_claim (shop_id, order_id, made_at);
create index orders_claim_person on orders_claim (shop_id, made_by, made_at);
create index orders_claim_made on orders_claim (shop_id, made_at);

create table orders_claim_end (
  claim_id uuid not null primary key,
  shop_id uuid not null,
  what text not null,
  ended_by uuid not null,
  ended_at bigint not null,
  reason text,
  manual_id uuid
);

create table orders_manual (
  id uuid not null primary key,
  shop_id uuid not null,
  order_id text not null,
  number int not null,
  shares text not null,
  reason text not null,
  claim_id uuid,
  decided_by uuid not null,
  decided_at bigint not null,
  unique (shop_id, order_id, number)
);

create table orders_aside (
  id uuid not null primary key,
  shop_id uuid not null,
  order_id text not null,
  number int not null,
  cause text not null,
  basis text not null,
  person_id uuid,
  month text,
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
create index orders_aside_month on orders_aside (shop_id, month, decided_at);

create table orders_period (
  shop_id uuid not null,
  month text not null,
  closed_at bigint not null,
  closed_by uuid not null,
  orders bigint not null,
  paid bigint not null,
  credited bigint not null,
  silent bigint not null,
  digest text not null,
  primary key (shop_id, month)
);

-- Whoever stores decisions of a shop or closes a month takes its turn here.
create table orders_turn (
  shop_id uuid not null primary key,
  taken bigint not null
);

alter table orders_decision add column doubt text;
alter table orders_decision add column month text;
alter table orders_decision add column manual_id uuid;
create index orders_decision_month on orders_decision (shop_id, month, order_id, number);

alter table orders_order add column credit_doubt text;
alter table orders_order add column credit_month text;
alter table orders_order add column credit_base bigint;
create index orders_order_month on orders_order (shop_id, credit_month, credit_basis, credit_doubt) where credit_month is not null;

-- A second question that comes while the first is being answered must not be lost with it.
alter table orders_to_decide add column asked bigint not null default 0;

-- The month and the doubt of what was decided before are not known: everything is asked once more.
insert into orders_to_decide (shop_id, order_id) select shop_id, order_id from orders_order on conflict do nothing;
