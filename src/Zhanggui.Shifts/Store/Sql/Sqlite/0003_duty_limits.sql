-- Who is away or on hold, longest first: looked at every few seconds for the book's limits.
create index shifts_duty_away on shifts_duty (state, since);
