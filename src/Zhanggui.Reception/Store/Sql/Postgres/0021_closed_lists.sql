-- Closed conversations are listed by when they were closed. last_at, which every message moves, is in no index any more:
-- PostgreSQL counts the columns of partial indexes too when it decides whether a row may be updated in place.
drop index reception_conversation_closed;
drop index reception_conversation_due;
create index reception_conversation_closed on reception_conversation (shop_id, closed_at, number) where state = 3;
create index reception_conversation_due on reception_conversation (shop_id, closed_at, number) where state = 3 and retired_at is null;
