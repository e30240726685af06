-- How a shop forecasts; a shop without a row as the house does.
create table shop_forecast (
  shop_id text not null primary key,
  weights text not null,
  season_least integer not null,
  season_most integer not null,
  months_tried integer not null,
  changed_by text not null,
  changed_at bigint not null
);
