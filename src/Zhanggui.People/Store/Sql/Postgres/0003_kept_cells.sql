-- Cells of columns that nobody knows, beside a row of people or accounts that a file brought.
create table people_kept_cell (
  shop_id uuid not null,
  person_id uuid not null,
  part text not null,
  cells text not null,
  changed_at bigint not null,
  primary key (shop_id, person_id, part)
);
create index people_kept_cell_person on people_kept_cell (person_id);
