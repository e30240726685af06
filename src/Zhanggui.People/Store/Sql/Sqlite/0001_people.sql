create table people_organisation (
  id text not null primary key,
  name text not null,
  zone text not null,
  version bigint not null default 0,
  created_at bigint not null
);
create table people_setup (
  one int not null primary key check (one = 1),
  organisation_id text not null,
  at bigint not null
);
create table people_shop (
  id text not null primary key,
  organisation_id text not null references people_organisation (id),
  name text not null,
  platform text not null,
  kind text not null,
  zone text not null,
  calendar text not null,
  created_at bigint not null,
  closed_at bigint
);
create index people_shop_organisation on people_shop (organisation_id);
create table people_team (
  id text not null primary key,
  organisation_id text not null references people_organisation (id),
  shop_id text not null references people_shop (id),
  name text not null,
  created_at bigint not null,
  closed_at bigint
);
create index people_team_shop on people_team (shop_id);
create table people_person (
  id text not null primary key,
  organisation_id text not null references people_organisation (id),
  name text not null,
  account text not null unique,
  number text not null,
  language text not null,
  joined_on text not null,
  leaves_on text,
  notice_version int not null default 0,
  notice_at bigint,
  created_at bigint not null,
  created_by text,
  unique (organisation_id, number)
);
create table people_password (
  person_id text not null primary key references people_person (id),
  hash text not null,
  changed_at bigint not null
);
create table people_second_factor (
  person_id text not null primary key references people_person (id),
  secret blob not null,
  confirmed_at bigint,
  last_step bigint not null default 0
);
create table people_recovery_code (
  id text not null primary key,
  person_id text not null references people_person (id),
  hash blob not null,
  used_at bigint
);
create index people_recovery_code_person on people_recovery_code (person_id);
create table people_role (
  id text not null primary key,
  organisation_id text not null references people_organisation (id),
  name text not null,
  permissions text not null,
  created_at bigint not null,
  closed_at bigint
);
create index people_role_organisation on people_role (organisation_id);
create table people_membership (
  id text not null primary key,
  organisation_id text not null references people_organisation (id),
  person_id text not null references people_person (id),
  shop_id text references people_shop (id),
  team_id text references people_team (id),
  preset text,
  role_id text references people_role (id),
  from_at bigint not null,
  to_at bigint,
  granted_by text,
  ended_by text,
  check ((preset is null) <> (role_id is null)),
  check (to_at is null or to_at >= from_at)
);
create index people_membership_person on people_membership (person_id);
create index people_membership_organisation on people_membership (organisation_id);
create table people_session (
  id text not null primary key,
  token_hash blob not null unique,
  person_id text not null references people_person (id),
  organisation_id text not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  ended_because text,
  address text not null,
  client text not null
);
create index people_session_person on people_session (person_id, ended_at);
create index people_session_expiry on people_session (expires_at);
create table people_attempt (
  key text not null primary key,
  failures int not null,
  last_at bigint not null,
  until_at bigint not null
);
create index people_attempt_last on people_attempt (last_at);
create table people_link (
  id text not null primary key,
  organisation_id text not null,
  person_id text not null references people_person (id),
  kind text not null,
  token_hash blob not null unique,
  created_at bigint not null,
  created_by text not null,
  expires_at bigint not null,
  used_at bigint,
  withdrawn_at bigint
);
create index people_link_person on people_link (person_id);
create table people_account (
  id text not null primary key,
  organisation_id text not null references people_organisation (id),
  shop_id text not null references people_shop (id),
  kind text not null,
  platform text not null,
  name text not null,
  verifies_friends int not null default 0,
  version bigint not null default 0,
  created_at bigint not null,
  closed_at bigint,
  unique (shop_id, kind, platform, name)
);
create table people_account_use (
  id text not null primary key,
  account_id text not null references people_account (id),
  person_id text not null references people_person (id),
  from_at bigint not null,
  to_at bigint,
  check (to_at is null or to_at > from_at)
);
create index people_account_use_account on people_account_use (account_id, from_at);
create index people_account_use_person on people_account_use (person_id);
create table people_grade (
  id text not null primary key,
  organisation_id text not null,
  person_id text not null references people_person (id),
  grade text not null,
  from_on text not null,
  to_on text
);
create index people_grade_person on people_grade (person_id);
create table people_fault (
  id text not null primary key,
  organisation_id text,
  person_id text,
  reporter text not null,
  at bigint not null,
  page text not null,
  what text not null,
  client text not null,
  handled_at bigint,
  handled_by text,
  answer text
);
create index people_fault_organisation on people_fault (organisation_id, at);
