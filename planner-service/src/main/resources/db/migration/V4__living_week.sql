-- A plan may go on from another.
alter table plan add column previous uuid references plan (id) deferrable initially deferred;
create index plan_by_previous on plan (previous) where previous is not null;

-- What a person said of a session. Said again it is another row; the last one counts, and all are kept.
create table session_log (
    id uuid primary key,
    plan uuid not null references plan (id) deferrable initially deferred,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    day date not null,
    bout smallint not null check (bout between 1 and 3),
    revision smallint not null check (revision > 0),
    logged_at timestamptz not null,
    logged_by text not null,
    said text not null,
    -- The judgement of triage on what is new; null where nothing was, or triage could not be asked.
    assessment uuid,
    unique (plan, day, bout, revision)
);

create index session_log_by_patient on session_log (clinic, patient, logged_at);

create function refuse_change_of_log() returns trigger language plpgsql as
$$
begin
    raise exception 'What was logged is never changed; it is logged again';
end
$$;

create trigger logs_are_immutable
    before update on session_log
    for each row execute function refuse_change_of_log();

-- Since when a person does not go on with their exercises, why, and by which assessment they may again.
create table plan_freeze (
    id uuid primary key,
    plan uuid not null references plan (id) deferrable initially deferred,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    frozen_at timestamptz not null,
    cause text not null check (cause in ('NEW_SYMPTOM', 'BAD_MORNINGS')),
    -- What triage said of it; null where it could not be asked, or was not.
    assessment uuid,
    disposition text,
    headline text not null,
    -- One line a sentence.
    do_now text not null,
    thawed_at timestamptz,
    thawed_by text,
    thawed_with uuid,
    check ((assessment is null) = (disposition is null)),
    check ((thawed_at is null) = (thawed_by is null) and (thawed_at is null) = (thawed_with is null))
);

create index open_freeze on plan_freeze (clinic, patient) where thawed_at is null;
create index freeze_by_plan on plan_freeze (plan);

create function watch_freeze() returns trigger language plpgsql as
$$
begin
    if old.thawed_at is not null
        or (old.id, old.plan, old.clinic, old.patient, old.frozen_at, old.cause, old.assessment, old.disposition,
            old.headline, old.do_now)
        is distinct from (new.id, new.plan, new.clinic, new.patient, new.frozen_at, new.cause, new.assessment,
            new.disposition, new.headline, new.do_now)
    then
        raise exception 'A freeze ends once, and nothing else of it changes';
    end if;
    return new;
end
$$;

create trigger freezes_only_end
    before update on plan_freeze
    for each row execute function watch_freeze();

alter table session_log enable row level security;
alter table session_log force row level security;
create policy own_clinic on session_log
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

alter table plan_freeze enable row level security;
alter table plan_freeze force row level security;
create policy own_clinic on plan_freeze
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

grant select, insert, delete on session_log to ${service};
grant select, insert, update, delete on plan_freeze to ${service};
