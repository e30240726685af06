-- Who entered or changed a row by hand, and why; empty where a file brought it.
alter table records_row add column entered_by text;
alter table records_row add column reason text;
alter table records_row_version add column entered_by text;
alter table records_row_version add column reason text;
create index records_row_changed on records_row (shop_id, file, changed_at, row_key);
