-- Weights that begin on a coming day (SHIFT-13): taken over at the first moment of that day, then gone from here.
create table reception_share_plan (
  shop_id uuid not null,
  person_id uuid not null,
  from_day text not null,
  weight int not null,
  capacity int,
  groups text not null,
  reason text not null,
  set_by uuid not null,
  set_at bigint not null,
  primary key (shop_id, person_id, from_day)
);
