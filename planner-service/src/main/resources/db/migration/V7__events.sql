-- What happened at a clinic, for systems that follow it: ids only, never a word about health. Whoever makes it happen puts
-- it into the outbox, in the transaction in which it happens; it gets its place among the clinic's events afterwards, when
-- it is certain. So a reader who has read up to a place never finds something new before it, and nobody who writes waits
-- for somebody else who does.

-- Stands outside the walls, because whoever empties it looks for all clinics; it holds ids, and those for a moment only.
create table event_outbox (
    nr bigint generated always as identity,
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    at timestamptz not null,
    type text not null check (type ~ '^[a-z-]+\.[a-z-]+$'),
    -- An address of this service that ends with an id; nothing else would be an id only.
    subject text not null check (length(subject) <= 200 and subject ~ '^(/[a-z0-9-]+)+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
);

create index outbox_by_clinic on event_outbox (clinic, nr);

-- Events that have their place.
create table event (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    position bigint not null check (position > 0),
    placed_at timestamptz not null,
    at timestamptz not null,
    type text not null,
    subject text not null,
    unique (clinic, position)
);

-- How far a clinic's events have come, and up to which they are forgotten. Counts only; outside the walls for the worker.
create table event_head (
    clinic text primary key check (clinic <> ''),
    last bigint not null default 0,
    forgotten bigint not null default 0,
    check (forgotten <= last)
);

-- Where a clinic wants its events told.
create table webhook (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    url text not null check (length(url) <= 2000),
    description text not null,
    -- Names of types with a blank between; empty: all.
    events text not null,
    active boolean not null,
    -- Why not active: the clinic wanted it so, or the receiver said that it is gone (410).
    stopped_because text check (stopped_because in ('ASKED', 'GONE')),
    revision integer not null check (revision > 0),
    -- Secrets are worked out from the operator's key, the id and this number; none is stored.
    secret_generation integer not null check (secret_generation > 0),
    -- So long the secret of the generation before signs, too.
    previous_until timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    changed_by text not null,
    check (active = (stopped_because is null))
);

create index webhook_by_clinic on webhook (clinic, id);

-- What was, and what is to be, told to whom.
create table webhook_delivery (
    webhook uuid not null references webhook (id) on delete cascade,
    event uuid not null references event (id) on delete cascade,
    clinic text not null check (clinic <> ''),
    position bigint not null,
    state text not null check (state in ('PENDING', 'DELIVERED', 'DEAD')),
    attempts integer not null check (attempts >= 0),
    since timestamptz not null,
    last_at timestamptz,
    last_status integer,
    last_failure text,
    primary key (webhook, event)
);

create index delivery_by_position on webhook_delivery (webhook, position desc);
create index delivery_by_event on webhook_delivery (event);

-- When the next attempt is due. Whoever takes it moves it on by a lease, so that it is due again should they not come back.
-- Outside the walls, because the worker looks for all clinics.
create table webhook_due (
    webhook uuid not null,
    event uuid not null,
    clinic text not null check (clinic <> ''),
    due_at timestamptz not null,
    lease uuid,
    primary key (webhook, event),
    foreign key (webhook, event) references webhook_delivery (webhook, event) on delete cascade
);

create index due_next on webhook_due (due_at);

alter table event_outbox enable row level security;
alter table event_outbox force row level security;
create policy own_clinic on event_outbox for insert with check (clinic = current_setting('scapula.clinic', true));
create policy whoever_places on event_outbox for select using (true);
create policy once_placed on event_outbox for delete using (clinic = current_setting('scapula.clinic', true));

alter table event enable row level security;
alter table event force row level security;
create policy own_clinic on event using (clinic = current_setting('scapula.clinic', true));

alter table webhook enable row level security;
alter table webhook force row level security;
create policy own_clinic on webhook using (clinic = current_setting('scapula.clinic', true));

alter table webhook_delivery enable row level security;
alter table webhook_delivery force row level security;
create policy own_clinic on webhook_delivery using (clinic = current_setting('scapula.clinic', true));

-- Inside the transaction of what happens. The notice goes out with its commit, and is a hint only.
create function tell_event(id uuid, clinic text, at timestamptz, type text, subject text) returns void
    language sql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    insert into event_outbox (id, clinic, at, type, subject) values (id, clinic, at, type, subject);
    select pg_notify('${flyway:defaultSchema}_events', '');
$$;

-- Gives the events of a clinic that are certain by now their places, and notes to whom they are to be told. One at a time
-- for each clinic, so that places become visible in their order; nobody who writes waits for it.
create function place_events(of_clinic text) returns integer
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    batch uuid[];
    before bigint;
begin
    perform enter(of_clinic, '*');
    if not exists (select from event_outbox o where o.clinic = of_clinic) then
        return 0;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('events ' || '${flyway:defaultSchema}' || ' ' || of_clinic, 0));
    select array_agg(waiting.id order by waiting.nr) into batch
    from (select o.id, o.nr from event_outbox o where o.clinic = of_clinic order by o.nr limit 500) waiting;
    if batch is null then
        return 0;
    end if;
    insert into event_head as h (clinic) values (of_clinic) on conflict do nothing;
    update event_head h set last = h.last + cardinality(batch) where h.clinic = of_clinic
        returning h.last - cardinality(batch) into before;
    insert into event (id, clinic, position, placed_at, at, type, subject)
        select o.id, of_clinic, before + b.nth, clock_timestamp(), o.at, o.type, o.subject
        from unnest(batch) with ordinality b (id, nth) join event_outbox o on o.id = b.id;
    insert into webhook_delivery (webhook, event, clinic, position, state, attempts, since)
        select w.id, e.id, of_clinic, e.position, 'PENDING', 0, clock_timestamp()
        from event e join webhook w
            on w.clinic = of_clinic and w.active and (w.events = '' or e.type = any (string_to_array(w.events, ' ')))
        where e.id = any (batch)
        -- One that is being removed is waited for, and then left out.
        for key share of w;
    insert into webhook_due (webhook, event, clinic, due_at)
        select d.webhook, d.event, of_clinic, clock_timestamp() from webhook_delivery d where d.event = any (batch);
    delete from event_outbox o where o.id = any (batch);
    return cardinality(batch);
end
$$;

-- The clinic's events after a place, in order; and always, also where there are none, up to which they are forgotten.
create function events_since(of_clinic text, scope text, since bigint, most integer)
    returns table (forgotten bigint, "position" bigint, id uuid, at timestamptz, type text, subject text)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform place_events(of_clinic);
    perform enter(of_clinic, scope);
    return query
        select coalesce((select h.forgotten from event_head h where h.clinic = of_clinic), 0),
            e.position, e.id, e.at, e.type, e.subject
        from (values (true)) always left join lateral (
            select * from event e where e.clinic = of_clinic and e.position > since order by e.position limit most) e
            on true
        order by e.position;
end
$$;

-- Of a clinic, what was placed before that time, and what was told of it; some at a time. Says up to which.
create function forget_events(of_clinic text, before timestamptz) returns bigint
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    upto bigint;
begin
    perform enter(of_clinic, '*');
    select max(oldest.position) into upto
    from (select e.position, e.placed_at from event e where e.clinic = of_clinic order by e.position limit 2000) oldest
    where oldest.placed_at < before;
    if upto is not null then
        delete from event e where e.clinic = of_clinic and e.position <= upto;
        update event_head h set forgotten = upto where h.clinic = of_clinic;
    end if;
    return coalesce(upto, 0);
end
$$;

-- What is due, for one worker: others skip it until the lease is over. Few of each webhook, so that a slow one does not
-- keep the others waiting, and none of those that have enough under way.
create function take_deliveries(most integer, each integer, busy uuid[], lease_for interval)
    returns table (
        webhook uuid, event uuid, clinic text, lease uuid, url text, generation integer, previous_until timestamptz,
        attempts integer, since timestamptz, at timestamptz, type text, subject text)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
#variable_conflict use_column
declare
    taken record;
begin
    for taken in
        with soon as (
            select d.webhook, d.event, d.due_at from webhook_due d
            where d.due_at <= now() and d.webhook <> all (busy) order by d.due_at limit 1000),
        next as (
            select s.webhook, s.event, row_number() over (partition by s.webhook order by s.due_at) as nth from soon s),
        free as (
            select d.webhook, d.event
            from webhook_due d join next n on (d.webhook, d.event) = (n.webhook, n.event)
            where n.nth <= each and d.due_at <= now()
            order by n.nth, d.due_at limit most
            for update of d skip locked)
        update webhook_due d set lease = gen_random_uuid(), due_at = clock_timestamp() + lease_for
        from free f where (d.webhook, d.event) = (f.webhook, f.event)
        returning d.webhook, d.event, d.clinic, d.lease
    loop
        perform enter(taken.clinic, '*');
        return query
            select w.id, e.id, taken.clinic, taken.lease, w.url, w.secret_generation, w.previous_until,
                d.attempts, d.since, e.at, e.type, e.subject
            from webhook w
            join webhook_delivery d on d.webhook = w.id
            join event e on e.id = d.event
            where w.id = taken.webhook and e.id = taken.event;
    end loop;
end
$$;

-- How an attempt ended. It counts only while its lease holds: otherwise the delivery is in other hands. Where no further
-- time is given, there is no further attempt.
create function settle_delivery(
    of_clinic text, scope text, of_webhook uuid, of_event uuid, held uuid, delivered boolean, status integer,
    failure text, again_at timestamptz)
    returns boolean
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(of_clinic, scope);
    -- In the order in which a webhook that is removed or stopped takes them with it.
    perform from webhook_delivery d where d.webhook = of_webhook and d.event = of_event for update;
    perform from webhook_due d where d.webhook = of_webhook and d.event = of_event and d.lease = held for update;
    if not found then
        return false;
    end if;
    update webhook_delivery d
    set state = case when delivered then 'DELIVERED' when again_at is null then 'DEAD' else 'PENDING' end,
        attempts = d.attempts + 1, last_at = clock_timestamp(), last_status = status, last_failure = failure
    where d.webhook = of_webhook and d.event = of_event;
    if again_at is null then
        delete from webhook_due d where d.webhook = of_webhook and d.event = of_event;
    else
        update webhook_due d set due_at = again_at, lease = null where d.webhook = of_webhook and d.event = of_event;
    end if;
    return true;
end
$$;

-- What was to be told to a webhook that is stopped is told no more, until somebody asks for it again.
create function drop_deliveries(of_webhook uuid) returns void
    language sql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    update webhook_delivery d set state = 'DEAD', last_failure = 'STOPPED'
        where d.webhook = of_webhook and d.state = 'PENDING';
    delete from webhook_due d where d.webhook = of_webhook;
$$;

-- The receiver has said that it is gone.
create function stop_webhook(of_clinic text, scope text, of_webhook uuid) returns void
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(of_clinic, scope);
    update webhook w set active = false, stopped_because = 'GONE', revision = w.revision + 1,
        changed_at = date_trunc('milliseconds', clock_timestamp()), changed_by = 'receiver'
    where w.id = of_webhook and w.active;
    perform drop_deliveries(of_webhook);
end
$$;

-- Tells a webhook again, from the start: one event, or those after a place that it wants, some at a time.
create function replay_events(of_clinic text, of_webhook uuid, one uuid, after bigint, most integer)
    returns table (queued bigint, next bigint, more boolean)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    chosen uuid[];
    last bigint;
begin
    select array_agg(c.id), max(c.position) into chosen, last
    from (
        select e.id, e.position from event e join webhook w on w.id = of_webhook
        where e.clinic = of_clinic and e.position > after
            and case when one is null
                then w.events = '' or e.type = any (string_to_array(w.events, ' ')) else e.id = one end
        order by e.position limit most) c;
    insert into webhook_delivery as d (webhook, event, clinic, position, state, attempts, since)
        select of_webhook, e.id, of_clinic, e.position, 'PENDING', 0, clock_timestamp()
        from event e where e.id = any (chosen)
        on conflict on constraint webhook_delivery_pkey do update
            set state = 'PENDING', attempts = 0, since = excluded.since;
    insert into webhook_due as d (webhook, event, clinic, due_at)
        select of_webhook, e.id, of_clinic, clock_timestamp() from event e where e.id = any (chosen)
        on conflict on constraint webhook_due_pkey do update set due_at = excluded.due_at, lease = null;
    perform pg_notify('${flyway:defaultSchema}_events', '');
    return query select coalesce(cardinality(chosen), 0)::bigint, coalesce(last, after),
        coalesce(cardinality(chosen), 0) = most;
end
$$;

-- The newest first.
create function deliveries_of(of_clinic text, scope text, of_webhook uuid, before bigint, in_state text, most integer)
    returns table (
        "position" bigint, event uuid, type text, subject text, state text, attempts integer, since timestamptz,
        last_at timestamptz, last_status integer, last_failure text, next_at timestamptz)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
#variable_conflict use_column
begin
    perform enter(of_clinic, scope);
    return query
        select d.position, e.id, e.type, e.subject, d.state, d.attempts, d.since, d.last_at, d.last_status, d.last_failure,
            u.due_at
        from webhook_delivery d
        join event e on e.id = d.event
        left join webhook_due u on (u.webhook, u.event) = (d.webhook, d.event)
        where d.webhook = of_webhook and d.position < before and (in_state = '' or d.state = in_state)
        order by d.position desc limit most;
end
$$;

grant select, insert, delete on event_outbox, event to ${service};
grant select, insert, update on event_head to ${service};
grant select, insert, update, delete on webhook, webhook_delivery, webhook_due to ${service};

revoke execute on function tell_event, place_events, events_since, forget_events, take_deliveries, settle_delivery,
    drop_deliveries, stop_webhook, replay_events, deliveries_of from public;
grant execute on function tell_event, place_events, events_since, forget_events, take_deliveries, settle_delivery,
    drop_deliveries, stop_webhook, replay_events, deliveries_of to ${service};
