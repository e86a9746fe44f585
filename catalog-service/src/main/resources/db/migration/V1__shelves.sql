-- The catalogue as it was published last: what is filtered stands in columns, the entry itself in one document.
-- Slugs are ordered by their bytes, so that paging does not depend on the language of the database.

create table edition (
    id smallint primary key check (id = 1),
    version text not null,
    contraindications jsonb not null
);

create table exercise (
    id uuid primary key,
    slug text collate "C" not null unique,
    kind text not null,
    exercise_class text not null,
    categories text[] not null,
    muscles text[] not null,
    positions text[] not null,
    targets text[] not null,
    -- Name, aliases, slug, muscles and targets, in lower case without accents.
    searchable text not null,
    document jsonb not null,
    -- Of all of the above: an unchanged entry is left alone.
    fingerprint text not null
);

create table advice (
    id uuid primary key,
    slug text collate "C" not null unique,
    topic text not null,
    contexts text[] not null,
    document jsonb not null,
    fingerprint text not null
);

create table source (
    id text primary key,
    place integer not null,
    document jsonb not null
);
