-- Words that the shop keeps, under the guard: why they are kept past a warning, the promotion they tell of, and what the book in force finds in them.
alter table reception_phrase add column guard_reason text;
alter table reception_phrase add column promotion_id text;
alter table reception_account add column guard_reason text;
alter table reception_account add column promotion_id text;
create index reception_phrase_reread on reception_phrase (shop_id, id) where removed_at is null;

-- One row per shop: with which book the kept words were read last. A round claims the row until claimed_until.
create table reception_text_look (
  shop_id text not null primary key,
  digest text not null,
  looked_at bigint not null,
  claimed_until bigint not null,
  texts int not null,
  ringing int not null
);

-- What fails: kind is phrase, signature, reply or channel; version is that of the row that was read.
create table reception_text_ring (
  shop_id text not null,
  kind text not null,
  ref text not null,
  part int not null,
  version int not null,
  owner_id text,
  level int not null,
  found text not null,
  book text not null,
  book_version int not null,
  found_at bigint not null,
  primary key (shop_id, kind, ref, part)
);
create index reception_text_ring_owner on reception_text_ring (owner_id, shop_id) where owner_id is not null;
