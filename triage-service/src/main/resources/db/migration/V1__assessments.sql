-- What a person answered and what we said, word for word. It is evidence, so it is written once and never changed.
create table assessment (
    id uuid primary key,
    assessed_at timestamptz not null,
    disposition varchar(20) not null
        check (disposition in ('EMERGENCY', 'URGENT', 'ROUTINE_CLINICIAN', 'SELF_CARE')),
    rule_set_version varchar(64) not null,
    rule_set_hash varchar(64) not null,
    replaces uuid references assessment (id),
    asked text not null,
    shown text not null,
    -- The same two texts for queries; kept by the database, so they cannot drift from what was said.
    answers jsonb not null generated always as ((asked::jsonb) -> 'answers') stored,
    result jsonb not null generated always as (shown::jsonb) stored
);

create function refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'An assessment is never changed; a new one replaces it';
end
$$;

create trigger assessments_are_immutable
    before update on assessment
    for each row execute function refuse_change();
