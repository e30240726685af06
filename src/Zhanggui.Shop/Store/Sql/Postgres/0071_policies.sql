create table shop_policy (
  id uuid not null primary key,
  shop_id uuid not null,
  policy_key text not null,
  ended_at bigint,
  made_by uuid not null,
  made_at bigint not null
);
create unique index shop_policy_key on shop_policy (shop_id, policy_key);

create table shop_policy_version (
  id uuid not null primary key,
  policy_id uuid not null,
  shop_id uuid not null,
  version integer not null,
  edition integer not null,
  state text not null,
  topic text not null,
  title text not null,
  starts_at bigint not null,
  ends_at bigint,
  form text not null,
  words text not null,
  author_id uuid not null,
  made_at bigint not null,
  decided_by uuid,
  decided_at bigint,
  reason text
);
create unique index shop_policy_version_policy on shop_policy_version (policy_id, version);
create index shop_policy_version_shop on shop_policy_version (shop_id, state, starts_at);

-- May who wrote a policy approve it? A shop without a row: no.
create table shop_policy_setting (
  shop_id uuid not null primary key,
  is_own_approval integer not null
);
