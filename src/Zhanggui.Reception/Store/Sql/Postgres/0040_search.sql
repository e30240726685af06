-- The index of the search looks for what was erased or cleared since it last looked. Neither column is moved by a message.
create index reception_retirement_at on reception_retirement (at);
create index reception_conversation_subject on reception_conversation (subject_id);
