-- A clinician's edit is a plan of its own that takes the place of another, once.
alter table plan add column replaces uuid references plan (id) deferrable initially deferred;
create unique index replaced_once on plan (replaces) where replaces is not null;
