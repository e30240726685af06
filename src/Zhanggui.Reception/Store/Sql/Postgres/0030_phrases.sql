-- Quick phrases. scope says whose they are: shop, team:<id> or own:<person>; a short code stands once in a scope.
create table reception_phrase (
  id uuid not null primary key,
  shop_id uuid not null,
  scope text not null,
  team_id uuid,
  owner_id uuid not null,
  group_name text not null,
  code text,
  title text not null,
  text text not null,
  review_on text,
  expires_on text,
  version int not null,
  changed_by uuid not null,
  changed_at bigint not null,
  removed_at bigint
);
create index reception_phrase_shop on reception_phrase (shop_id, scope) where removed_at is null;
create unique index reception_phrase_code on reception_phrase (shop_id, scope, code) where code is not null and removed_at is null;

create table reception_phrase_change (
  phrase_id uuid not null,
  version int not null,
  shop_id uuid not null,
  what text not null,
  fields text not null,
  changed_by uuid not null,
  changed_at bigint not null,
  primary key (phrase_id, version)
);

create table reception_phrase_use (
  phrase_id uuid not null primary key,
  shop_id uuid not null,
  uses bigint not null,
  last_at bigint not null
);
create index reception_phrase_use_shop on reception_phrase_use (shop_id);
