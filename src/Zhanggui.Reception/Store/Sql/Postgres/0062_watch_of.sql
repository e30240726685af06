-- Reading somebody's running conversation looks for the reader's own open look.
create index reception_watch_of on reception_watch (conversation_id, person_id) where left_at is null;
