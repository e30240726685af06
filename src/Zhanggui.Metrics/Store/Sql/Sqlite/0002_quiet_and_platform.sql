alter table metrics_day add column asked_at bigint not null default 0;
alter table metrics_day add column waiting_since bigint not null default 0;
alter table metrics_day add column counts bigint not null default 0;

create table metrics_platform (
  shop_id text not null,
  figure text not null,
  from_day text not null,
  to_day text not null,
  amount text not null,
  source text not null,
  note text,
  person_id text not null,
  entered_at bigint not null,
  primary key (shop_id, figure, from_day, to_day)
);
create index metrics_platform_day on metrics_platform (shop_id, to_day);
