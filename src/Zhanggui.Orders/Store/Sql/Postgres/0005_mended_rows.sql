alter table orders_import_refusal add column sent_as uuid;
alter table orders_import add column mends uuid;
alter table orders_import add column rows_checked bigint not null default 0;
