-- A visit that was told to move to another time, until it is known where it is: whoever reads the system meanwhile does not
-- take it for a move of the clinic's.
alter table system_visit add column moving boolean not null default false;
