create table metrics_wave_day (
  shop_id text not null,
  day text not null,
  asked bigint not null,
  answered bigint not null,
  asked_at bigint not null,
  counted_at bigint,
  buyers bigint not null default 0,
  mark text,
  primary key (shop_id, day)
);
create index metrics_wave_day_waiting on metrics_wave_day (day) where answered < asked;

create table metrics_wave_topic (
  shop_id text not null,
  day text not null,
  topic text not null,
  name text not null,
  buyers bigint not null,
  primary key (shop_id, day, topic)
);

create table metrics_wave_asked (
  shop_id text not null,
  day text not null,
  topic text not null,
  at bigint not null,
  message_id text not null,
  primary key (shop_id, topic, day, at, message_id)
);
create index metrics_wave_asked_day on metrics_wave_asked (shop_id, day);
