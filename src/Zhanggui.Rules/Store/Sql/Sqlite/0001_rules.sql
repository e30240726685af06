create table rules_book (
  id text not null primary key,
  organisation_id text not null,
  state text not null,
  revision int not null,
  name text not null,
  title text not null,
  title_en text not null,
  text text not null,
  based_on text not null,
  created_by text not null,
  created_at bigint not null,
  changed_by text not null,
  changed_at bigint not null,
  opened_at bigint,
  version int not null default 0,
  effective_date text,
  effective_text text,
  digest text,
  places text,
  signed text,
  published_by text,
  published_at bigint,
  withdrawn_at bigint
);
create index rules_book_organisation on rules_book (organisation_id, created_at);
create unique index rules_book_version on rules_book (organisation_id, version) where version > 0;

create table rules_comment (
  id text not null primary key,
  book_id text not null references rules_book (id),
  path text not null,
  person_id text not null,
  at bigint not null,
  words text not null,
  answer text,
  answered_by text,
  answered_at bigint
);
create index rules_comment_book on rules_comment (book_id, at);

create table rules_acknowledgement (
  book_id text not null references rules_book (id),
  person_id text not null,
  at bigint not null,
  primary key (book_id, person_id)
);
create index rules_acknowledgement_person on rules_acknowledgement (person_id, at);
