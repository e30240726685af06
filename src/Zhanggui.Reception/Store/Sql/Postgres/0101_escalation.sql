-- Why the house asks by itself (soothing: the same matter soothed too often); null = a person asks.
alter table reception_help add column kind text;
