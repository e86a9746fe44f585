-- What a clinic's plans for a kind of person are like. About nobody; a clinic's own.
create table plan_template (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    name text not null check (name <> ''),
    revision integer not null check (revision > 0),
    document text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    changed_by text not null,
    retired_at timestamptz
);

create unique index one_template_of_a_name on plan_template (clinic, lower(name)) where retired_at is null;
create index template_by_clinic on plan_template (clinic, id) where retired_at is null;

-- Every template as it ever was, and who made it so.
create table plan_template_revision (
    id uuid primary key,
    template uuid not null references plan_template (id) deferrable initially deferred,
    clinic text not null check (clinic <> ''),
    revision integer not null check (revision > 0),
    act text not null check (act in ('CREATED', 'CHANGED', 'RETIRED')),
    document text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    unique (template, revision)
);

create function refuse_change_of_template() returns trigger language plpgsql as
$$
begin
    raise exception 'What a template said is never changed; a new revision says it otherwise';
end
$$;

create trigger template_revisions_are_immutable
    before update on plan_template_revision
    for each row execute function refuse_change_of_template();

alter table plan_template enable row level security;
alter table plan_template force row level security;
create policy own_clinic on plan_template using (clinic = current_setting('scapula.clinic', true));

alter table plan_template_revision enable row level security;
alter table plan_template_revision force row level security;
create policy own_clinic on plan_template_revision using (clinic = current_setting('scapula.clinic', true));

-- Retired, never removed: plans name them.
grant select, insert, update on plan_template to ${service};
grant select, insert on plan_template_revision to ${service};
