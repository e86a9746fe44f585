-- A plan that was made before its person reported what it would have had to heed.
create table plan_overtaken (
    plan uuid primary key references plan (id) deferrable initially deferred,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    overtaken_at timestamptz not null,
    -- The plan of the session of which it was reported.
    reported_of uuid not null references plan (id) deferrable initially deferred
);

create index overtaken_by_patient on plan_overtaken (clinic, patient);

alter table plan_overtaken enable row level security;
alter table plan_overtaken force row level security;
create policy own_clinic on plan_overtaken
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

grant select, insert, delete on plan_overtaken to ${service};
