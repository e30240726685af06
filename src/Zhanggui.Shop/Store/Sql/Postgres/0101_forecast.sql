-- How a shop forecasts; a shop without a row as the house does.
create table shop_forecast (
  shop_id uuid not null primary key,
  weights text not null,
  season_least integer not null,
  season_most integer not null,
  months_tried integer not null,
  changed_by uuid not null,
  changed_at bigint not null
);
