-- From here on every judgement belongs to a clinic and is about one patient of it. Those from before there was a login
-- belong to no clinic that a token can name.
alter table assessment
    add column clinic text not null default '(before login)' check (clinic <> ''),
    add column patient text not null default '(before login)' check (patient <> '');
alter table assessment
    alter column clinic drop default,
    alter column patient drop default;

-- What replaces a judgement is about the same patient of the same clinic.
alter table assessment add unique (clinic, patient, id);
alter table assessment drop constraint assessment_replaces_fkey;
alter table assessment
    add foreign key (clinic, patient, replaces) references assessment (clinic, patient, id);

alter table assessment enable row level security;
alter table assessment force row level security;
create policy own_clinic on assessment
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

-- Written, read and erased; never changed.
grant select, insert, delete on assessment to ${service};
