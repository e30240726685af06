-- What a named person decided about climbing a grade, with what was known then. Written once.
create table pay_promotion (
  id text not null primary key,
  shop_id text not null,
  person_id text not null,
  from_grade text not null,
  to_grade text not null,
  month text not null,
  decision text not null,
  effective_on text,
  again_on text,
  reason text not null,
  evidence text not null,
  decided_by text not null,
  decided_at bigint not null
);
create index pay_promotion_shop on pay_promotion (shop_id, decided_at);
create index pay_promotion_person on pay_promotion (shop_id, person_id, decided_at);
