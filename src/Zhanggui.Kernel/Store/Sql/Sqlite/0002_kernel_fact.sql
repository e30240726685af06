create table kernel_fact (
  name text not null primary key,
  value text not null
);
