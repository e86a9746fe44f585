-- Events again: no clinic, no receiver and no silence keeps another waiting. What a replica of the version before still
-- calls stays as it was.

-- For each webhook the next that is due, however many of others wait before it.
create index due_of_webhook on webhook_due (webhook, due_at);

-- Gives the events of a clinic that are certain by now their places, and notes to whom they are to be told. One at a time
-- for each clinic, so that places become visible in their order; nobody who writes waits for it. Whoever does not want to
-- wait for another who is at it leaves it to them. True: there is more.
create function place_some(of_clinic text, waits boolean) returns boolean
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    lock constant bigint := hashtextextended('events ' || '${flyway:defaultSchema}' || ' ' || of_clinic, 0);
    most bigint;
    batch uuid[];
    before bigint;
begin
    perform enter(of_clinic, '*');
    if not exists (select from event_outbox o where o.clinic = of_clinic) then
        return false;
    end if;
    if waits then
        perform pg_advisory_xact_lock(lock);
    elsif not pg_try_advisory_xact_lock(lock) then
        return false;
    end if;
    -- Each event is a row for each webhook: the transaction stays short, however many there are.
    select greatest(10, least(500, 5000 / greatest(1, count(*)))) into most
    from webhook w where w.clinic = of_clinic and w.active;
    select array_agg(waiting.id order by waiting.nr) into batch
    from (select o.id, o.nr from event_outbox o where o.clinic = of_clinic order by o.nr limit most) waiting;
    if batch is null then
        return false;
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
        -- One that is being removed, stopped or changed is waited for, and then counts as it is.
        for share of w;
    insert into webhook_due (webhook, event, clinic, due_at)
        select d.webhook, d.event, of_clinic, clock_timestamp() from webhook_delivery d where d.event = any (batch);
    delete from event_outbox o where o.id = any (batch);
    return cardinality(batch) = most;
end
$$;

-- Whoever reads waits for who is at it, because they want to read what there is.
create or replace function place_events(of_clinic text) returns integer
    language sql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select place_some(of_clinic, true)::integer
$$;

-- What is due, for one worker: others skip it until the lease is over. The worker says what it has under way, one entry for
-- each delivery: its webhook, and its clinic. Of each webhook and of each clinic so many at most are under way at the worker,
-- and whoever has fewest comes first: nobody's silent receivers, and nobody's backlog, keep another waiting.
create function take_deliveries(
    most integer, each integer, each_clinic integer, webhooks uuid[], clinics text[], lease_for interval)
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
        with recursive waiting as (
            (select d.webhook, d.clinic from webhook_due d order by d.webhook limit 1)
            union all
            select n.webhook, n.clinic from waiting w cross join lateral (
                select d.webhook, d.clinic from webhook_due d where d.webhook > w.webhook order by d.webhook limit 1) n),
        next as (
            select w.webhook, w.clinic, d.event, d.due_at,
                u.many + row_number() over (partition by w.webhook order by d.due_at) as nth
            from waiting w
            cross join lateral (select count(*) as many from unnest(webhooks) u (id) where u.id = w.webhook) u
            cross join lateral (
                select d.event, d.due_at from webhook_due d
                where d.webhook = w.webhook and d.due_at <= now()
                order by d.due_at limit greatest(0, each - u.many)) d),
        turn as (
            select n.webhook, n.event, n.due_at,
                u.many + row_number() over (partition by n.clinic order by n.nth, n.due_at) as nth
            from next n
            cross join lateral (select count(*) as many from unnest(clinics) u (name) where u.name = n.clinic) u),
        free as (
            select d.webhook, d.event
            from webhook_due d join turn t on (d.webhook, d.event) = (t.webhook, t.event)
            where t.nth <= each_clinic and d.due_at <= now()
            order by t.nth, d.due_at limit most
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
            where w.id = taken.webhook and e.id = taken.event and w.active;
    end loop;
end
$$;

-- A receiver has said that it is gone. It stops its webhook only where that still leads there: one that was changed meanwhile
-- is told again, where it leads now.
create function settle_gone(
    of_clinic text, scope text, of_webhook uuid, of_event uuid, held uuid, of_url text, again_at timestamptz)
    returns boolean
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    leads_there boolean;
begin
    perform enter(of_clinic, scope);
    -- In the order in which a webhook that is removed or stopped takes its deliveries with it.
    perform from webhook w where w.id = of_webhook and w.url = of_url for no key update;
    leads_there := found;
    if not settle_delivery(of_clinic, scope, of_webhook, of_event, held, false, 410, 'REFUSED',
        case when leads_there then null else again_at end)
    then
        return false;
    end if;
    if leads_there then
        perform stop_webhook(of_clinic, scope, of_webhook);
    end if;
    return true;
end
$$;

revoke execute on function place_some(text, boolean),
    take_deliveries(integer, integer, integer, uuid[], text[], interval),
    settle_gone(text, text, uuid, uuid, uuid, text, timestamptz) from public;
grant execute on function place_some(text, boolean),
    take_deliveries(integer, integer, integer, uuid[], text[], interval),
    settle_gone(text, text, uuid, uuid, uuid, text, timestamptz) to ${service};

-- Whom a visit was with before somebody else took it over: their calendar says so, where it would otherwise just have one
-- visit less.
create table visit_left (
    visit uuid not null references visit (id) on delete cascade,
    clinic text not null check (clinic <> ''),
    patient text not null check (patient <> ''),
    practitioner text not null check (practitioner <> ''),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    -- That of the visit as somebody else has it.
    version integer not null,
    at timestamptz not null,
    primary key (visit, practitioner)
);

create index visit_left_by_practitioner on visit_left (clinic, practitioner, at);
create index visit_left_by_patient on visit_left (clinic, patient);

alter table visit_left enable row level security;
alter table visit_left force row level security;
create policy own_clinic on visit_left
    using (clinic = current_setting('scapula.clinic', true)
        and current_setting('scapula.patient', true) in ('*', patient));

grant select on visit_left to ${service};

-- A time that was only held was never in a calendar.
create function leave_visit() returns trigger
    language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    delete from visit_left l where l.visit = new.id and l.practitioner = new.practitioner;
    if old.status <> 'PROPOSED' then
        insert into visit_left as l (visit, clinic, patient, practitioner, starts_at, ends_at, version, at)
            values (old.id, old.clinic, old.patient, old.practitioner, old.starts_at, old.ends_at, new.version, new.changed_at)
            on conflict on constraint visit_left_pkey do update
                set starts_at = excluded.starts_at, ends_at = excluded.ends_at, version = excluded.version, at = excluded.at;
    end if;
    return null;
end
$$;

create trigger taken_over after update of practitioner on visit
    for each row when (old.practitioner <> new.practitioner) execute function leave_visit();

revoke execute on function leave_visit from public;
