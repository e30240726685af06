-- A message moves last_at of a live conversation. No index holds it there, so a message touches no index of heads:
-- live ones are few and sorted when listed, closed ones stand still.
drop index reception_conversation_live;
drop index reception_conversation_recent;
create index reception_conversation_live on reception_conversation (shop_id, state) where state <> 3;
create index reception_conversation_closed on reception_conversation (shop_id, last_at, number) where state = 3;
