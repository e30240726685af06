alter table people_person add column erased_at bigint;
