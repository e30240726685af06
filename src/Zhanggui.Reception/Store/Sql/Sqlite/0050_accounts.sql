-- What stands beside a person's agent account of a shop: the signature that buyers read, what it carries, and how the account takes friend requests.
create table reception_account (
  shop_id text not null,
  person_id text not null,
  texts text not null,
  carries text,
  offer text,
  from_on text,
  to_on text,
  friends text,
  version int not null,
  changed_by text not null,
  changed_at bigint not null,
  primary key (shop_id, person_id)
);
create index reception_account_person on reception_account (person_id);
