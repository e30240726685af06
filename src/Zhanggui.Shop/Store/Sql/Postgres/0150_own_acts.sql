-- A consent that the buyer's own answer took back is the buyer's act: by_person is empty.
alter table shop_buyer_consent alter column by_person drop not null;
update shop_buyer_consent set by_person = null where how = 'answer';
