-- A message moves last_at of a live conversation. No index holds it there, so a message touches no index of heads:
-- live ones are few and sorted when listed, closed ones stand still.
drop index reception_conversation_live;
drop index reception_conversation_recent;
create index reception_conversation_live on reception_conversation (shop_id, state) where state <> 3;
create index reception_conversation_closed on reception_conversation (shop_id, last_at, number) where state = 3;
-- Room on every page for the next version of a head, so that it stays beside the old one and no index has to follow.
alter table reception_conversation set (fillfactor = 70);

-- The writer keeps heads in memory and writes them only while they are as it knows them; when not, its transaction must fail as one to be tried again.
create function reception_expect(counted bigint, expected bigint) returns bigint language plpgsql as $$
begin
  if counted <> expected then
    raise exception 'a head has been changed by another process' using errcode = 'serialization_failure';
  end if;
  return counted;
end $$;
