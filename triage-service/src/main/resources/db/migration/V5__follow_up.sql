-- What follows a judgement: the episode it belongs to, what a clinician says of it, and how one is kept in a single act.

-- This migration touches rows of every clinic, so the wall and the guard stand aside while it does.
alter table assessment no force row level security;
alter table assessment disable trigger assessments_are_immutable;

-- The two generated columns parsed fifteen thousand characters twice at every write, and nothing reads them: who wants
-- to query the texts casts them.
alter table assessment
    drop column answers,
    drop column result,
    -- Of those from before rule sets had ids only the hash is known.
    add column rule_set uuid,
    add column decision_hash varchar(64),
    -- The id of the first of the chain.
    add column episode uuid;

with recursive chain as (
    select id, id as first from assessment where replaces is null
    union all
    select later.id, chain.first from assessment later join chain on later.replaces = chain.id
)
update assessment set episode = chain.first from chain where assessment.id = chain.id;

alter table assessment
    alter column episode set not null,
    add constraint the_first_names_itself check (replaces is not null or episode = id);

-- Half the processor time of storing fifteen thousand characters goes into making them smaller; where this PostgreSQL
-- knows the cheaper way, it is taken.
do $lz4$
begin
    alter table assessment alter column shown set compression lz4;
exception when feature_not_supported then
    null;
end
$lz4$;

alter table assessment enable trigger assessments_are_immutable;
alter table assessment force row level security;

-- A patient's latest of each urgency; nothing is milder than self-care, so nothing is compared with it.
create index assessment_by_urgency on assessment (clinic, patient, disposition, assessed_at desc)
    where disposition <> 'SELF_CARE';
create index assessment_by_episode on assessment (episode, id) where replaces is not null;

-- What a clinician said of a judgement, in the order in which it was said; written once, like the judgement itself.
create table assessment_review (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    assessment uuid not null,
    place int not null check (place > 0),
    reviewed_at timestamptz not null,
    disposition varchar(20) not null
        check (disposition in ('EMERGENCY', 'URGENT', 'ROUTINE_CLINICIAN', 'SELF_CARE')),
    -- What held until then.
    instead_of varchar(20) not null
        check (instead_of in ('EMERGENCY', 'URGENT', 'ROUTINE_CLINICIAN', 'SELF_CARE')),
    subject text not null,
    name text,
    reason text,
    shown text not null,
    unique (clinic, patient, assessment, place),
    -- Looked at when all of a person's rows are gone, in whatever order they go.
    foreign key (clinic, patient, assessment) references assessment (clinic, patient, id)
        deferrable initially deferred
);

create function refuse_review_change() returns trigger language plpgsql as
$$
begin
    raise exception 'A review is never changed; a new one follows it';
end
$$;

create trigger reviews_are_immutable
    before update on assessment_review
    for each row execute function refuse_review_change();

alter table assessment_review enable row level security;
alter table assessment_review force row level security;
create policy own_clinic on assessment_review
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));
grant select, insert, delete on assessment_review to ${service};

-- What a new judgement is compared with: the one it replaces, and the latest of the most urgent among those given. What a
-- clinician said counts like what we said.
create function earlier_assessments(
    clinic text, scope text, of_patient text, replaced uuid, since timestamptz, outranking text[])
    returns table (
        is_replaced boolean, id uuid, said_at timestamptz, disposition text, by_clinician boolean,
        rule_set_hash text, episode uuid, asked text, shown text)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp
    -- Planning it anew costs ten times what it does.
    set plan_cache_mode = force_generic_plan as
$$
#variable_conflict use_column
begin
    perform enter(clinic, scope);
    if replaced is not null then
        return query
            select true, a.id, a.assessed_at, a.disposition::text, false, a.rule_set_hash::text, a.episode, a.asked, a.shown
            from assessment a
            where a.id = replaced and a.patient = of_patient;
    end if;
    return query
        select false, a.id, said.at, said.disposition, said.by_clinician, a.rule_set_hash::text, a.episode, a.asked, a.shown
        from unnest(outranking) with ordinality as more (urgent, rank)
        cross join lateral (
            (select given.id, given.assessed_at as at, more.urgent as disposition, false as by_clinician
            from assessment given
            where given.clinic = earlier_assessments.clinic and given.patient = of_patient
                and given.disposition = more.urgent and given.disposition <> 'SELF_CARE' and given.assessed_at >= since
            order by given.assessed_at desc limit 1)
            union all
            (select review.assessment, review.reviewed_at, more.urgent, true
            from assessment_review review
            where review.clinic = earlier_assessments.clinic and review.patient = of_patient
                and review.disposition = more.urgent and review.reviewed_at >= since
            order by review.reviewed_at desc limit 1)
        ) said
        join assessment a on a.id = said.id
        order by more.rank, said.at desc
        limit 1;
end
$$;

-- All of it in one statement, which is one transaction: entries of one clinic's audit wait for one another until the
-- commit, and here nothing lies between the two. False: the patient was erased a moment ago.
create function keep_assessment(
    clinic text, scope text, patient text,
    id uuid, assessed_at timestamptz, disposition text, rule_set uuid, rule_set_version text, rule_set_hash text,
    decision_hash text, replaces uuid, episode uuid, asked text, shown text,
    actor text, client text, roles text, address text, trace_id text,
    act text, record_type text, record_id text, record_version text, by_patient boolean)
    returns boolean
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
#variable_conflict use_variable
begin
    if not enter_to_write(clinic, scope, patient) then
        return false;
    end if;
    insert into assessment (
        id, clinic, patient, assessed_at, disposition, rule_set, rule_set_version, rule_set_hash, decision_hash, replaces,
        episode, asked, shown)
    values (
        id, clinic, patient, assessed_at, disposition, rule_set, rule_set_version, rule_set_hash, decision_hash, replaces,
        episode, asked, shown);
    perform audit_note(
        actor, client, roles, address, trace_id, act, record_type, record_id, record_version, patient, by_patient);
    return true;
end
$$;

revoke execute on function earlier_assessments, keep_assessment, refuse_review_change from public;
grant execute on function earlier_assessments, keep_assessment to ${service};
