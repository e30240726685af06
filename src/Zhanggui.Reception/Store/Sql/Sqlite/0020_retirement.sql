-- A conversation whose time is over: its words are emptied, its headers and hashes stay. The row says up to where, how the
-- chain ended then, and a second chain over what is kept, so that what stays can still be checked.
create table reception_retirement (
  conversation_id text not null primary key,
  up_to_seq bigint not null,
  end_hash blob not null,
  kept_hash blob not null,
  at bigint not null,
  months int not null check (months >= 1)
);
create trigger reception_retirement_frozen before update on reception_retirement
begin
  select raise(abort, 'reception_retirement is append-only');
end;
create trigger reception_retirement_kept before delete on reception_retirement
begin
  select raise(abort, 'reception_retirement is append-only');
end;

alter table reception_conversation add column retired_at bigint;
create index reception_conversation_due on reception_conversation (shop_id, last_at, number) where state = 3 and retired_at is null;

-- Words may be emptied, and only emptied, where a retirement is written down.
drop trigger reception_message_frozen;
create trigger reception_message_frozen before update of conversation_id, seq, channel_id, external_id, kind, sender, audience, person_id, at, mentions, hash on reception_message
begin
  select raise(abort, 'reception_message is append-only');
end;
create trigger reception_message_sealed before update of sealed on reception_message
  when length(new.sealed) > 0 or not exists (select 1 from reception_retirement r where r.conversation_id = old.conversation_id and r.up_to_seq >= old.seq)
begin
  select raise(abort, 'reception_message is append-only');
end;
