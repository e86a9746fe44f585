-- From here on every plan belongs to a clinic and is for one patient of it. Those from before there was a login belong to
-- no clinic that a token can name.
alter table plan
    add column clinic text not null default '(before login)' check (clinic <> ''),
    add column patient text not null default '(before login)' check (patient <> '');
alter table plan
    alter column clinic drop default,
    alter column patient drop default;

create index plan_by_patient on plan (clinic, patient, created_at);

alter table plan enable row level security;
alter table plan force row level security;
create policy own_clinic on plan
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

-- Written, read and erased; never changed.
grant select, insert, delete on plan to ${service};
