-- A conversation whose time is over: its words are emptied, its headers and hashes stay. The row says up to where, how the
-- chain ended then, and a second chain over what is kept, so that what stays can still be checked.
create table reception_retirement (
  conversation_id uuid not null primary key,
  up_to_seq bigint not null,
  end_hash bytea not null,
  kept_hash bytea not null,
  at bigint not null,
  months int not null check (months >= 1)
);

create function reception_retirement_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'reception_retirement is append-only';
end $$;
create trigger reception_retirement_append_only before update or delete on reception_retirement
  for each row execute function reception_retirement_is_append_only();

alter table reception_conversation add column retired_at bigint;
create index reception_conversation_due on reception_conversation (shop_id, last_at, number) where state = 3 and retired_at is null;

-- Words may be emptied, and only emptied, where a retirement is written down.
create or replace function reception_message_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'reception_message is append-only';
  end if;
  if (new.conversation_id, new.seq, new.channel_id, new.external_id, new.kind, new.sender, new.audience, new.at, new.hash)
       is distinct from (old.conversation_id, old.seq, old.channel_id, old.external_id, old.kind, old.sender, old.audience, old.at, old.hash)
     or new.person_id is distinct from old.person_id or new.mentions is distinct from old.mentions
     or (old.recalled_at is not null and (new.recalled_at, new.recalled_by) is distinct from (old.recalled_at, old.recalled_by)) then
    raise exception 'reception_message is append-only';
  end if;
  if new.sealed is distinct from old.sealed
     and (length(new.sealed) > 0 or not exists (select 1 from reception_retirement r where r.conversation_id = old.conversation_id and r.up_to_seq >= old.seq)) then
    raise exception 'reception_message is append-only';
  end if;
  return new;
end $$;
