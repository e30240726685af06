-- Rows that the room that owns them has taken over: they stay here for repeated imports and are no facts any more.
alter table records_row add column taken int not null default 0;
