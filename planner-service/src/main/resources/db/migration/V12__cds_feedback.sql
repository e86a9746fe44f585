-- What was shown as decision support, and what became of it: ids and codes, no words.
create table cds_card (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    service text not null,
    kind text not null,
    -- The call of the caller's system that it answered.
    hook_instance uuid not null,
    -- The assessment, request, visit or plan that it is about.
    subject uuid,
    shown_at timestamptz not null,
    shown_to text not null
);

create index cds_card_by_patient on cds_card (clinic, patient, id);

create table cds_feedback (
    id uuid primary key,
    card uuid not null references cds_card (id) deferrable initially deferred,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    outcome text not null check (outcome in ('ACCEPTED', 'OVERRIDDEN')),
    reason text,
    outcome_at timestamptz not null,
    said_at timestamptz not null,
    said_by text not null
);

create index cds_feedback_by_patient on cds_feedback (clinic, patient, id);
create index cds_feedback_by_card on cds_feedback (card);

alter table cds_card enable row level security;
alter table cds_card force row level security;
create policy own_clinic on cds_card
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

alter table cds_feedback enable row level security;
alter table cds_feedback force row level security;
create policy own_clinic on cds_feedback
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

grant select, insert, delete on cds_card, cds_feedback to ${service};
