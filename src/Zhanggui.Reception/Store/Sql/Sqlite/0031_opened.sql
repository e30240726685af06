-- Today's conversations are counted every second while somebody watches the floor. opened_at never changes: no message touches this index.
create index reception_conversation_opened on reception_conversation (shop_id, opened_at);
