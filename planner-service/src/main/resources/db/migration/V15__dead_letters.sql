-- What will not be told unless somebody asks for it.

-- As before, and what is due for a webhook that was stopped in the very moment in which it was made due is ended with it,
-- where it would otherwise be taken in vain for ever.
create or replace function take_deliveries(
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
        continue when found;
        -- Nobody is waited for, because others take a webhook and its deliveries before what is due; what is in their hands
        -- just now is looked at again when the lease is over.
        perform from webhook w where w.id = taken.webhook and not w.active for share skip locked;
        continue when not found;
        perform from webhook_delivery d where d.webhook = taken.webhook and d.event = taken.event for update skip locked;
        continue when not found;
        update webhook_delivery d set state = 'DEAD', last_failure = 'STOPPED'
            where d.webhook = taken.webhook and d.event = taken.event;
        delete from webhook_due d where d.webhook = taken.webhook and d.event = taken.event;
    end loop;
end
$$;

-- Tells a webhook again, from the start, of what it wants and will not be told otherwise; some at a time. Inside the room.
create function replay_dead(of_webhook uuid, after bigint, most integer)
    returns table (queued bigint, next bigint, more boolean)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare
    chosen uuid[];
    last bigint;
begin
    select array_agg(c.event), max(c.position) into chosen, last
    from (
        select d.event, d.position
        from webhook_delivery d join webhook w on w.id = d.webhook join event e on e.id = d.event
        where d.webhook = of_webhook and d.state = 'DEAD' and d.position > after
            and (w.events = '' or e.type = any (string_to_array(w.events, ' ')))
        order by d.position limit most for update of d) c;
    update webhook_delivery d set state = 'PENDING', attempts = 0, since = clock_timestamp()
        where d.webhook = of_webhook and d.event = any (chosen);
    insert into webhook_due as u (webhook, event, clinic, due_at)
        select d.webhook, d.event, d.clinic, clock_timestamp() from webhook_delivery d
        where d.webhook = of_webhook and d.event = any (chosen)
        on conflict on constraint webhook_due_pkey do update set due_at = excluded.due_at, lease = null;
    perform pg_notify('${flyway:defaultSchema}_events', '');
    return query select coalesce(cardinality(chosen), 0)::bigint, coalesce(last, after),
        coalesce(cardinality(chosen), 0) = most;
end
$$;

-- What is found by it is little among much that was told.
create index dead_of_webhook on webhook_delivery (webhook, position) where state = 'DEAD';

revoke execute on function replay_dead(uuid, bigint, integer) from public;
grant execute on function replay_dead(uuid, bigint, integer) to ${service};
