create table shop_policy (
  id text not null primary key,
  shop_id text not null,
  policy_key text not null,
  ended_at bigint,
  made_by text not null,
  made_at bigint not null
);
create unique index shop_policy_key on shop_policy (shop_id, policy_key);

create table shop_policy_version (
  id text not null primary key,
  policy_id text not null,
  shop_id text not null,
  version integer not null,
  edition integer not null,
  state text not null,
  topic text not null,
  title text not null,
  starts_at bigint not null,
  ends_at bigint,
  form text not null,
  words text not null,
  author_id text not null,
  made_at bigint not null,
  decided_by text,
  decided_at bigint,
  reason text
);
create unique index shop_policy_version_policy on shop_policy_version (policy_id, version);
create index shop_policy_version_shop on shop_policy_version (shop_id, state, starts_at);

-- May who wrote a policy approve it? A shop without a row: no.
create table shop_policy_setting (
  shop_id text not null primary key,
  is_own_approval integer not null
);
