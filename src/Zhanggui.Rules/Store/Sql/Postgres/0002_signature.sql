create table rules_signature (
  book_id uuid not null references rules_book (id),
  path text not null,
  clause_digest text not null,
  person_id uuid not null,
  at bigint not null,
  reason text not null,
  primary key (book_id, path)
);
