-- Who holds something open with a buyer is told that the buyer's data changed; what the new value is stays with the buyer.
create table shop_buyer_notice (
  change_id text not null,
  person_id text not null,
  shop_id text not null,
  buyer_id text not null,
  fields text not null,
  matters text not null,
  at bigint not null,
  by_person text,
  seen_at bigint,
  primary key (change_id, person_id)
);
create index shop_buyer_notice_person on shop_buyer_notice (person_id, shop_id, at) where seen_at is null;
create index shop_buyer_notice_buyer on shop_buyer_notice (buyer_id);

-- Keyed fingerprints by which two records look like one person: telephone, name with address, nickname.
create table shop_buyer_mark (
  shop_id text not null,
  kind text not null,
  mark text not null,
  buyer_id text not null,
  primary key (shop_id, kind, mark, buyer_id)
);
create index shop_buyer_mark_buyer on shop_buyer_mark (buyer_id);

create table shop_buyer_not_same (
  one text not null,
  other text not null,
  shop_id text not null,
  at bigint not null,
  by_person text not null,
  primary key (one, other)
);
create index shop_buyer_not_same_other on shop_buyer_not_same (other);

alter table shop_buyer_referral add column state text not null default 'Noted';
