-- A visit at a clinic's system that could not be looked at, or that its booking request could not follow.
alter table system_visit add column again boolean not null default false;
