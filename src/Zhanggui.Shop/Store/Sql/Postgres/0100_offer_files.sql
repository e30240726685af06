-- What a file called a promotion: the same file again finds it.
alter table shop_promotion add column file_key text;
create unique index shop_promotion_file on shop_promotion (shop_id, file_key) where file_key is not null;
