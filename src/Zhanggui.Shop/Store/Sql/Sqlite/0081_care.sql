create table shop_buyer_care (
  buyer_id text not null primary key,
  shop_id text not null,
  owner text not null,
  months integer not null,
  anchor text not null,
  next_on text not null,
  version bigint not null
);
create index shop_buyer_care_next on shop_buyer_care (shop_id, next_on, buyer_id);

create table shop_buyer_care_act (
  id text not null primary key,
  shop_id text not null,
  buyer_id text not null,
  at bigint not null,
  by_person text not null,
  result text not null,
  note blob,
  due_on text not null,
  next_on text not null
);
create index shop_buyer_care_act_buyer on shop_buyer_care_act (buyer_id, at);

create table shop_buyer_referral (
  id text not null primary key,
  shop_id text not null,
  referrer_id text not null,
  brought_id text not null,
  relation text not null,
  on_date text not null,
  need blob,
  at bigint not null,
  by_person text not null
);
create unique index shop_buyer_referral_brought on shop_buyer_referral (brought_id);
create index shop_buyer_referral_referrer on shop_buyer_referral (referrer_id, at);
create index shop_buyer_referral_shop on shop_buyer_referral (shop_id, at, id);

create table shop_buyer_greeting (
  shop_id text not null,
  buyer_id text not null,
  month text not null,
  turn integer not null,
  way text not null,
  at bigint not null,
  by_person text not null,
  primary key (buyer_id, month, turn)
);
create index shop_buyer_greeting_month on shop_buyer_greeting (shop_id, month);
