-- A consent that the buyer's own answer took back is the buyer's act: by_person is empty.
alter table shop_buyer_consent rename to shop_buyer_consent_old;
create table shop_buyer_consent (
  id text not null primary key,
  shop_id text not null,
  buyer_id text not null,
  purpose text not null,
  channel text not null,
  is_given integer not null,
  how text not null,
  note blob,
  conversation_id text,
  seq bigint,
  at bigint not null,
  by_person text
);
insert into shop_buyer_consent (id, shop_id, buyer_id, purpose, channel, is_given, how, note, conversation_id, seq, at, by_person)
  select id, shop_id, buyer_id, purpose, channel, is_given, how, note, conversation_id, seq, at, case when how = 'answer' then null else by_person end from shop_buyer_consent_old;
drop table shop_buyer_consent_old;
create index shop_buyer_consent_buyer on shop_buyer_consent (buyer_id, at);
create index shop_buyer_consent_purpose on shop_buyer_consent (shop_id, purpose, buyer_id, at);
