-- Cells of columns that nobody knows, as an object of header and text; those of messages are sealed with the buyer's key, as the words are.
alter table records_row add column unknown text;
alter table records_row_version add column unknown text;
alter table records_message add column unknown_sealed bytea;
alter table records_message add column unknown_digest text;
