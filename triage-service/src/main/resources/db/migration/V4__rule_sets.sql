-- Rule sets as they were written, and what became of each. What one says never changes and is never deleted, so that a
-- judgement can be replayed with the very rules it was made by. Those of clinic '(shipped)' came with the product and are
-- read by all; no token can name that clinic.
create table rule_set (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    version text not null,
    hash varchar(64) not null,
    format text not null check (format in ('YAML', 'JSON')),
    vocabulary text not null,
    rules text not null,
    created_at timestamptz not null,
    created_by text not null,

    state text not null check (state in ('DRAFT', 'VALIDATED', 'ACTIVE', 'RETIRED')),
    -- Counts the changes of state; kept by the database.
    revision integer not null default 1,
    -- The report of the last proof, and whether turning an answer towards danger never makes the outcome milder.
    proof text,
    monotone boolean,
    validated_at timestamptz,
    validated_by text,
    activated_at timestamptz,
    activated_by text,
    retired_at timestamptz,
    retired_by text,
    -- The clinician who answers for a rule set that is not monotone.
    override_name text,
    override_reason text,
    override_by text,
    override_at timestamptz,

    check ((proof is null) = (monotone is null)),
    check ((validated_at is null) = (validated_by is null)),
    check ((activated_at is null) = (activated_by is null)),
    check ((retired_at is null) = (retired_by is null)),
    check (num_nonnulls(override_name, override_reason, override_by, override_at) in (0, 4)),
    check (override_name <> '' and override_reason <> ''),
    check (state <> 'DRAFT' or num_nonnulls(validated_at, activated_at, retired_at) = 0),
    check (state <> 'VALIDATED' or (validated_at is not null and num_nonnulls(activated_at, retired_at) = 0)),
    check (state <> 'ACTIVE' or (validated_at is not null and activated_at is not null and retired_at is null)),
    check ((state = 'RETIRED') = (retired_at is not null)),
    check (validated_at is null or proof is not null),
    check (activated_at is null or monotone or override_at is not null)
);

create unique index one_active_rule_set_per_clinic on rule_set (clinic) where state = 'ACTIVE';
create index rule_set_by_age on rule_set (clinic, created_at desc, id desc);

create function watch_rule_set() returns trigger language plpgsql as
$$
begin
    if tg_op = 'INSERT' then
        if new.state <> (case new.clinic when '(shipped)' then 'ACTIVE' else 'DRAFT' end) then
            raise exception 'A rule set begins as a draft';
        end if;
        new.revision := 1;
        return new;
    end if;
    if (new.id, new.clinic, new.version, new.hash, new.format, new.vocabulary, new.rules, new.created_at, new.created_by)
        is distinct from
        (old.id, old.clinic, old.version, old.hash, old.format, old.vocabulary, old.rules, old.created_at, old.created_by)
    then
        raise exception 'What a rule set says never changes; a new one takes its place';
    end if;
    if (old.state, new.state) not in (
        ('DRAFT', 'DRAFT'), ('DRAFT', 'VALIDATED'), ('DRAFT', 'RETIRED'),
        ('VALIDATED', 'ACTIVE'), ('VALIDATED', 'RETIRED'), ('ACTIVE', 'RETIRED'))
    then
        raise exception 'A rule set does not become % after %', new.state, old.state;
    end if;
    if (old.state <> 'DRAFT' and (new.proof, new.monotone, new.validated_at, new.validated_by)
            is distinct from (old.proof, old.monotone, old.validated_at, old.validated_by))
        or (new.state <> 'ACTIVE' and (
            new.activated_at, new.activated_by,
            new.override_name, new.override_reason, new.override_by, new.override_at)
            is distinct from (
            old.activated_at, old.activated_by,
            old.override_name, old.override_reason, old.override_by, old.override_at))
    then
        raise exception 'What was once noted of a rule set stays as it was noted';
    end if;
    new.revision := old.revision + 1;
    return new;
end
$$;

create trigger rule_sets_change_their_state_only before insert or update on rule_set
    for each row execute function watch_rule_set();

create function refuse_removal_of_rule_sets() returns trigger language plpgsql as
$$
begin
    raise exception 'A rule set is never deleted; it is retired';
end
$$;

create trigger rule_sets_stay before delete or truncate on rule_set
    for each statement execute function refuse_removal_of_rule_sets();

alter table rule_set enable row level security;
alter table rule_set force row level security;
create policy own_clinic_and_shipped on rule_set for select
    using (clinic = current_setting('scapula.clinic', true)
        or (clinic = '(shipped)' and current_setting('scapula.clinic', true) <> ''));
create policy own_draft on rule_set for insert with check (clinic = current_setting('scapula.clinic', true));
create policy own_state on rule_set for update using (clinic = current_setting('scapula.clinic', true));

grant select, insert on rule_set to ${service};
grant update (
    state, proof, monotone, validated_at, validated_by, activated_at, activated_by, retired_at, retired_by,
    override_name, override_reason, override_by, override_at) on rule_set to ${service};
