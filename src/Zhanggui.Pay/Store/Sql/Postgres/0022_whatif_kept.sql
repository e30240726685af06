-- Comparisons are let go of when they have been kept long enough.
create index pay_whatif_ended on pay_whatif (ended_at) where ended_at is not null and note is null;
