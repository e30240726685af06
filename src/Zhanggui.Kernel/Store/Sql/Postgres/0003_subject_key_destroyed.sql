create index kernel_subject_key_destroyed on kernel_subject_key (destroyed_at) where destroyed_at is not null;
