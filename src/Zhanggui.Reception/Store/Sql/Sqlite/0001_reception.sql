create table reception_channel (
  id text not null primary key,
  organisation_id text not null,
  shop_id text not null,
  kind text not null,
  name text not null,
  public_key text not null unique,
  secret_wrapped blob,
  settings text not null default '{}',
  is_enabled int not null default 1,
  created_at bigint not null
);
create index reception_channel_shop on reception_channel (shop_id);

create table reception_counter (
  shop_id text not null primary key,
  last bigint not null
);

create table reception_conversation (
  id text not null primary key,
  number bigint not null,
  shop_id text not null,
  channel_id text not null,
  channel_kind text not null,
  channel_name text not null,
  buyer_id text not null,
  subject_id text not null,
  identity int not null,
  about_sealed blob,
  state int not null,
  assignee_id text,
  assignee_name text,
  last_agent_id text,
  team_id text,
  team_name text,
  reason text not null,
  last_seq bigint not null,
  visible_seq bigint not null,
  buyer_count bigint not null,
  last_text_sealed blob,
  last_kind int not null,
  last_sender int not null,
  last_at bigint not null,
  record_at bigint not null,
  opened_at bigint not null,
  waiting_since bigint,
  queued_at bigint,
  buyer_read_seq bigint not null,
  agent_read_seq bigint not null,
  snoozed_until bigint,
  closed_at bigint,
  outcome text,
  reopened int not null,
  tags text not null,
  hash blob not null
);
create unique index reception_conversation_number on reception_conversation (shop_id, number);
create unique index reception_conversation_one_open on reception_conversation (channel_id, buyer_id) where state <> 3;
create index reception_conversation_of_buyer on reception_conversation (channel_id, buyer_id, number);
create index reception_conversation_history on reception_conversation (shop_id, buyer_id, number);
create index reception_conversation_live on reception_conversation (shop_id, state, last_at) where state <> 3;
create index reception_conversation_recent on reception_conversation (shop_id, last_at);
create index reception_conversation_snoozed on reception_conversation (snoozed_until) where state = 2;

create table reception_message (
  conversation_id text not null,
  seq bigint not null,
  channel_id text not null,
  external_id text not null,
  kind int not null,
  sender int not null,
  audience int not null,
  person_id text,
  at bigint not null,
  sealed blob not null,
  mentions text,
  buyer_count bigint not null,
  hash blob not null,
  recalled_at bigint,
  recalled_by text,
  delivery int,
  delivery_cause text,
  delivery_attempts int not null default 0,
  delivery_next_at bigint,
  primary key (conversation_id, seq)
);
create unique index reception_message_external on reception_message (channel_id, external_id);
create index reception_message_outbound on reception_message (delivery_next_at) where delivery = 0;


create trigger reception_message_frozen before update of conversation_id, seq, channel_id, external_id, kind, sender, audience, person_id, at, sealed, mentions, hash on reception_message
begin
  select raise(abort, 'reception_message is append-only');
end;
create trigger reception_message_recalled_once before update of recalled_at, recalled_by on reception_message when old.recalled_at is not null
begin
  select raise(abort, 'reception_message is append-only');
end;
create trigger reception_message_kept before delete on reception_message
begin
  select raise(abort, 'reception_message is append-only');
end;

create table reception_read (
  conversation_id text not null,
  person_id text not null,
  seq bigint not null,
  buyer_count bigint not null,
  primary key (conversation_id, person_id)
);
create index reception_read_person on reception_read (person_id);

create table reception_draft (
  conversation_id text not null,
  person_id text not null,
  text_sealed blob not null,
  version bigint not null,
  at bigint not null,
  primary key (conversation_id, person_id)
);
create index reception_draft_person on reception_draft (person_id);
