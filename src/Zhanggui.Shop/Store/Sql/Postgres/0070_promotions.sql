create table shop_promotion (
  id uuid not null primary key,
  shop_id uuid not null,
  name text not null,
  state text not null,
  version integer not null,
  round integer not null,
  starts_at bigint not null,
  ends_at bigint not null,
  form text not null,
  gift_left integer,
  released_version integer,
  made_by uuid not null,
  made_at bigint not null,
  changed_by uuid not null,
  changed_at bigint not null
);
create index shop_promotion_shop on shop_promotion (shop_id, ends_at, id);
create index shop_promotion_state on shop_promotion (shop_id, state, ends_at, id);

-- What was released, for as long as it was what agents told; a change or a withdrawal closes the row and never rewrites it.
create table shop_promotion_release (
  id uuid not null primary key,
  promotion_id uuid not null,
  shop_id uuid not null,
  version integer not null,
  form text not null,
  starts_at bigint not null,
  ends_at bigint not null,
  valid_from bigint not null,
  valid_until bigint,
  released_by uuid not null
);
create index shop_promotion_release_shop on shop_promotion_release (shop_id, ends_at, starts_at);
create index shop_promotion_release_promotion on shop_promotion_release (promotion_id, valid_from);

create table shop_promotion_sign (
  promotion_id uuid not null,
  round integer not null,
  department text not null,
  name text not null,
  is_agreed integer not null,
  person_id uuid not null,
  at bigint not null,
  reason text,
  primary key (promotion_id, round, department)
);

create table shop_promotion_change (
  id uuid not null primary key,
  promotion_id uuid not null,
  at bigint not null,
  person_id uuid not null,
  act text not null,
  version integer not null,
  text text,
  form text
);
create index shop_promotion_change_promotion on shop_promotion_change (promotion_id, at, id);

create table shop_department (
  shop_id uuid not null,
  department text not null,
  name text not null,
  place integer not null,
  people text not null,
  primary key (shop_id, department)
);

-- Who has read the briefing of which version: promotions and policies alike.
create table shop_briefing (
  subject_id uuid not null,
  version integer not null,
  person_id uuid not null,
  shop_id uuid not null,
  read_at bigint not null,
  primary key (subject_id, version, person_id)
);
create index shop_briefing_person on shop_briefing (shop_id, person_id, read_at);
