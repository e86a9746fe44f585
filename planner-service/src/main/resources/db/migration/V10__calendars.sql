-- Calendars that people and practitioners subscribe to. Whoever knows the address of one may read it; the address holds a
-- random token, of which only the hash is kept. Made and removed, never changed.
create table calendar_feed (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    -- One of the two: whose days it shows.
    patient text check (patient <> ''),
    practitioner text check (practitioner <> ''),
    language text not null check (language in ('en', 'de')),
    created_at timestamptz not null,
    check ((patient is null) <> (practitioner is null))
);

create index calendar_feed_by_patient on calendar_feed (clinic, patient);
create index calendar_feed_by_practitioner on calendar_feed (clinic, practitioner);

alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
-- A practitioner's has no patient, and so is seen by the clinic's staff alone.
create policy own_clinic on calendar_feed
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

grant select, insert, delete on calendar_feed to ${service};

-- Which clinic's room a token opens. It must be found before the clinic is known, so it stands outside the walls and says
-- nothing about anybody; the service reaches it through the two functions below and cannot list it.
create table calendar_key (
    token_hash bytea primary key check (length(token_hash) = 32),
    clinic text not null check (clinic <> ''),
    feed uuid not null unique references calendar_feed (id) on delete cascade
);

-- The second half of making a feed, in the same transaction.
create function keep_calendar_key(new_feed uuid, hash bytea) returns void
    language sql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    insert into calendar_key (token_hash, clinic, feed) values (hash, current_setting('scapula.clinic'), new_feed)
$$;

-- No row: unknown, or revoked; nobody can tell which.
create function calendar_opened_by(hash bytea, out clinic text, out feed uuid) returns setof record
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select k.clinic, k.feed from calendar_key k where k.token_hash = hash
$$;

revoke execute on function keep_calendar_key, calendar_opened_by from public;
grant execute on function keep_calendar_key, calendar_opened_by to ${service};
