-- Declined by ourselves, because somebody was faster: other times are still looked for, whoever changes the request meanwhile.
alter table booking_request add column still_looking boolean not null default false;

-- A visit that could not be looked at, or not be followed: it is looked at again although nothing more is told of it.
alter table system_visit add column again boolean not null default false;
