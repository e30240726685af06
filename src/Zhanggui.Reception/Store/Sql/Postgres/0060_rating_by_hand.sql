-- Who asked by hand (null = the house), and where the buyer's own words stand in the record.
alter table reception_rating add column invited_by uuid;
alter table reception_rating add column comment_seq bigint;
