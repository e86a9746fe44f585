-- Every plan as it was given, word for word, with the input it was made from.
create table plan (
    id uuid primary key,
    created_at timestamptz not null,
    assessment_id uuid not null,
    starts_on date not null,
    ruleset_version varchar(64) not null,
    catalog_version varchar(64) not null,
    input_hash varchar(64) not null check (input_hash ~ '^[0-9a-f]{64}$'),
    asked text not null,
    shown text not null,
    -- The same two texts for queries; kept by the database, so they cannot drift from what was said.
    input jsonb not null generated always as (asked::jsonb) stored,
    document jsonb not null generated always as (shown::jsonb) stored
);

create index plan_by_assessment on plan (assessment_id);

create function refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'A plan is never changed; a new one replaces it';
end
$$;

create trigger plans_are_immutable
    before update on plan
    for each row execute function refuse_change();
