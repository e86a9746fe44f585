-- Every published version of an exercise is kept, and clinics have exercises of their own. The shelf (`exercise`) says
-- what is published now; those of clinic '(shipped)' came with the product and are seen by all, unless a clinic hides
-- them. No token can name that clinic.

alter table exercise
    add column clinic text not null default '(shipped)' check (clinic <> ''),
    add column version integer not null default 0,
    add column retired_at timestamptz,
    add column region text not null default '',
    add column level smallint not null default 1,
    add column contexts text[] not null default '{}',
    add column stages text[] not null default '{}',
    add column tags text[] not null default '{}',
    -- Conditions that take it out, and conditions that let it in only when it is changed.
    add column excluded_with text[] not null default '{}',
    add column changed_with text[] not null default '{}',
    -- Alternatives, each what is needed together, with commas between; an empty text needs nothing.
    add column equipment text[] not null default '{""}',
    -- Those that it is wholly translated into.
    add column languages text[] not null default '{en}',
    -- Of the entry as it was published; of everything that is answered the fingerprint is.
    add column content_hash text not null default '',
    drop column document,
    drop constraint exercise_slug_key,
    add constraint one_slug_a_clinic unique (slug, clinic);

-- Rows of before are written anew at the next start.
update exercise set fingerprint = '';

-- What is answered, ready as it is sent: the exercise in one language, all but its id and the version of the catalogue.
create table exercise_view (
    exercise uuid not null references exercise on delete cascade,
    language text not null,
    name text not null,
    view text not null,
    primary key (exercise, language)
);

create table exercise_version (
    id uuid primary key,
    exercise uuid not null,
    clinic text not null check (clinic <> ''),
    version integer not null check (version > 0),
    slug text collate "C" not null,
    state text not null check (state in ('DRAFT', 'IN_REVIEW', 'PUBLISHED')),
    -- The entry with what all languages say of it.
    document jsonb not null,
    hash text not null,
    -- Counts the changes; kept by the database.
    revision integer not null default 1,
    created_at timestamptz not null,
    created_by text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    submitted_at timestamptz,
    submitted_by text,
    published_at timestamptz,
    published_by text,
    -- What the reviewer said who sent it back.
    review_note text not null default '',
    unique (exercise, version),
    check ((submitted_at is null) = (submitted_by is null)),
    check ((published_at is null) = (published_by is null)),
    check ((state = 'PUBLISHED') = (published_at is not null)),
    check (state <> 'IN_REVIEW' or submitted_at is not null)
);

create unique index one_open_version_an_exercise on exercise_version (exercise) where state <> 'PUBLISHED';
create index version_by_slug on exercise_version (clinic, slug, version);

create function watch_exercise_version() returns trigger language plpgsql as
$$
begin
    if tg_op = 'DELETE' then
        if old.state = 'PUBLISHED' then
            raise exception 'A published version is never deleted';
        end if;
        return old;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> (case new.clinic when '(shipped)' then 'PUBLISHED' else 'DRAFT' end) then
            raise exception 'A version begins as a draft';
        end if;
        new.revision := 1;
        return new;
    end if;
    if old.state = 'PUBLISHED' then
        raise exception 'A published version never changes; a new one takes its place';
    end if;
    if (new.id, new.exercise, new.clinic, new.version, new.created_at, new.created_by)
        is distinct from (old.id, old.exercise, old.clinic, old.version, old.created_at, old.created_by)
    then
        raise exception 'A version stays that of its exercise and its author';
    end if;
    if (old.state, new.state) in (('DRAFT', 'PUBLISHED')) then
        raise exception 'A draft is reviewed before it is published';
    end if;
    if new.state = 'PUBLISHED' and (new.document, new.hash, new.slug) is distinct from (old.document, old.hash, old.slug) then
        raise exception 'What is published is what was reviewed';
    end if;
    new.revision := old.revision + 1;
    return new;
end
$$;

create trigger published_versions_stay before insert or update or delete on exercise_version
    for each row execute function watch_exercise_version();

-- Shipped exercises that a clinic does not show: hidden, or replaced by its own of the same slug.
create table hidden_exercise (
    clinic text not null check (clinic <> '' and clinic <> '(shipped)'),
    exercise uuid not null references exercise on delete cascade,
    reason text not null check (reason in ('HIDDEN', 'REPLACED')),
    hidden_at timestamptz not null,
    hidden_by text not null,
    primary key (clinic, exercise, reason)
);

-- Raised by every change of what a clinic sees; a catalogue's version is the edition's and this.
create table clinic_catalogue (
    clinic text primary key check (clinic <> ''),
    revision bigint not null
);

-- Raised by every change of anything published, so that what is kept at hand can be told from what is true.
create table pulse (
    id smallint primary key check (id = 1),
    beat bigint not null
);
insert into pulse values (1, 1);

-- What is said in languages: one document for each.
alter table edition drop column contraindications, add column contraindications jsonb not null default '{}';
update advice set fingerprint = '';
update advice set document = jsonb_build_object('en', document);
update source set document = jsonb_build_object('en', document);
delete from edition;

-- Published content is about nobody and is searched by all; row level security would keep its searches from their
-- indexes. Drafts are a clinic's own.
alter table exercise_version enable row level security;
alter table exercise_version force row level security;
create policy own_clinic_and_shipped on exercise_version for select
    using (clinic = current_setting('scapula.clinic', true)
        or (clinic = '(shipped)' and current_setting('scapula.clinic', true) <> ''));
create policy own_version on exercise_version for insert with check (clinic = current_setting('scapula.clinic', true));
create policy own_draft on exercise_version for update using (clinic = current_setting('scapula.clinic', true));
create policy own_leaving on exercise_version for delete using (clinic = current_setting('scapula.clinic', true));

grant select, insert, update, delete on exercise_view, hidden_exercise, clinic_catalogue, exercise_version
    to ${service};
grant select, update on pulse to ${service};
