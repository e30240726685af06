create table reception_channel (
  id uuid not null primary key,
  organisation_id uuid not null,
  shop_id uuid not null,
  kind text not null,
  name text not null,
  public_key text not null unique,
  secret_wrapped bytea,
  settings text not null default '{}',
  is_enabled int not null default 1,
  created_at bigint not null
);
create index reception_channel_shop on reception_channel (shop_id);

create table reception_counter (
  shop_id uuid not null primary key,
  last bigint not null
);

create table reception_conversation (
  id uuid not null primary key,
  number bigint not null,
  shop_id uuid not null,
  channel_id uuid not null,
  channel_kind text not null,
  channel_name text not null,
  buyer_id uuid not null,
  subject_id uuid not null,
  identity int not null,
  about_sealed bytea,
  state int not null,
  assignee_id uuid,
  assignee_name text,
  last_agent_id uuid,
  team_id uuid,
  team_name text,
  reason text not null,
  last_seq bigint not null,
  visible_seq bigint not null,
  buyer_count bigint not null,
  last_text_sealed bytea,
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
  hash bytea not null
);
create unique index reception_conversation_number on reception_conversation (shop_id, number);
create unique index reception_conversation_one_open on reception_conversation (channel_id, buyer_id) where state <> 3;
create index reception_conversation_of_buyer on reception_conversation (channel_id, buyer_id, number);
create index reception_conversation_history on reception_conversation (shop_id, buyer_id, number);
create index reception_conversation_live on reception_conversation (shop_id, state, last_at) where state <> 3;
create index reception_conversation_recent on reception_conversation (shop_id, last_at);
create index reception_conversation_snoozed on reception_conversation (snoozed_until) where state = 2;

create table reception_message (
  conversation_id uuid not null,
  seq bigint not null,
  channel_id uuid not null,
  external_id uuid not null,
  kind int not null,
  sender int not null,
  audience int not null,
  person_id uuid,
  at bigint not null,
  sealed bytea not null,
  mentions text,
  buyer_count bigint not null,
  hash bytea not null,
  recalled_at bigint,
  recalled_by uuid,
  delivery int,
  delivery_cause text,
  delivery_attempts int not null default 0,
  delivery_next_at bigint,
  primary key (conversation_id, seq)
);
create unique index reception_message_external on reception_message (channel_id, external_id);
create index reception_message_outbound on reception_message (delivery_next_at) where delivery = 0;

create function reception_message_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'reception_message is append-only';
  end if;
  if (new.conversation_id, new.seq, new.channel_id, new.external_id, new.kind, new.sender, new.audience, new.at, new.sealed, new.hash)
       is distinct from (old.conversation_id, old.seq, old.channel_id, old.external_id, old.kind, old.sender, old.audience, old.at, old.sealed, old.hash)
     or new.person_id is distinct from old.person_id or new.mentions is distinct from old.mentions
     or (old.recalled_at is not null and (new.recalled_at, new.recalled_by) is distinct from (old.recalled_at, old.recalled_by)) then
    raise exception 'reception_message is append-only';
  end if;
  return new;
end $$;
create trigger reception_message_append_only before update or delete on reception_message
  for each row execute function reception_message_is_append_only();

create table reception_read (
  conversation_id uuid not null,
  person_id uuid not null,
  seq bigint not null,
  buyer_count bigint not null,
  primary key (conversation_id, person_id)
);
create index reception_read_person on reception_read (person_id);

create table reception_draft (
  conversation_id uuid not null,
  person_id uuid not null,
  text_sealed bytea not null,
  version bigint not null,
  at bigint not null,
  primary key (conversation_id, person_id)
);
create index reception_draft_person on reception_draft (person_id);
