-- What was promised is kept: to whoever holds an older secret, to whoever follows events, and to whatever was marked again.

-- The secrets before the one in force that are good still: number and time, as 1=2026-11-22T12:00:00Z, with a blank between.
alter table webhook add column promised text not null default '';
alter table notice_source add column promised text not null default '';

alter table webhook no force row level security;
update webhook set promised = secret_generation - 1 || '=' || to_char(previous_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    where previous_until > now() and secret_generation > 1;
alter table webhook force row level security;
alter table notice_source no force row level security;
update notice_source set promised = secret_generation - 1 || '=' || to_char(previous_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    where previous_until > now() and secret_generation > 1;
alter table notice_source force row level security;

-- What is due, as take_deliveries has it, with every secret that is good still.
create function take_due(
    most integer, each integer, each_clinic integer, webhooks uuid[], clinics text[], lease_for interval)
    returns table (
        webhook uuid, event uuid, clinic text, lease uuid, url text, generation integer, promised text,
        attempts integer, since timestamptz, at timestamptz, type text, subject text)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
#variable_conflict use_column
declare
    taken record;
begin
    for taken in select t.* from take_deliveries(most, each, each_clinic, webhooks, clinics, lease_for) t
    loop
        perform enter(taken.clinic, '*');
        return query
            select taken.webhook, taken.event, taken.clinic, taken.lease, taken.url, taken.generation, w.promised,
                taken.attempts, taken.since, taken.at, taken.type, taken.subject
            from webhook w where w.id = taken.webhook;
    end loop;
end
$$;

-- Nobody was asked anything, because there was no room for it here: that is no attempt, and no reason to give up.
create function put_back(
    of_clinic text, scope text, of_webhook uuid, of_event uuid, held uuid, again_at timestamptz) returns boolean
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(of_clinic, scope);
    update webhook_due d set due_at = again_at, lease = null
        where d.webhook = of_webhook and d.event = of_event and d.lease = held;
    return found;
end
$$;

-- Who a source of notices is, with every secret that is good still.
create function notice_source_known(of_source uuid) returns table (clinic text, generation integer, promised text)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
#variable_conflict use_column
declare
    whose text;
begin
    select d.clinic into whose from notice_door d where d.source = of_source;
    if whose is null then
        return;
    end if;
    perform enter(whose, '*');
    return query select s.clinic, s.secret_generation, s.promised from notice_source s where s.id = of_source;
end
$$;

-- The clinic's events after a place, in order, or, without a place, those that are kept; and always, also where there are
-- none, up to which they are forgotten and how far they go.
create function events_after(of_clinic text, scope text, since bigint, most integer)
    returns table (
        forgotten bigint, last bigint, "position" bigint, id uuid, at timestamptz, type text, subject text)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform place_events(of_clinic);
    perform enter(of_clinic, scope);
    return query
        select coalesce(h.forgotten, 0), coalesce(h.last, 0), e.position, e.id, e.at, e.type, e.subject
        from (values (true)) always
        left join event_head h on h.clinic = of_clinic
        left join lateral (
            select * from event e where e.clinic = of_clinic and e.position > coalesce(since, 0)
            order by e.position limit most) e on true
        order by e.position;
end
$$;

-- A mark is as old as the last notice of it, however long it has waited.
alter table notice_mark add column marked_at timestamptz not null default clock_timestamp();

create or replace function hear_notice(
    of_clinic text, scope text, of_source uuid, message text, types text[], ids text[])
    returns boolean
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(of_clinic, scope);
    if message <> '' then
        insert into notice_heard as h (source, clinic, message, at)
            values (of_source, of_clinic, message, clock_timestamp()) on conflict do nothing;
        if not found then
            return false;
        end if;
    end if;
    insert into notice_mark as m (source, resource_type, resource_id, clinic, system, version, since, due_at)
        select of_source, r.type, r.id, of_clinic, s.system, 1, clock_timestamp(), clock_timestamp()
        from (select distinct u.type, u.id from unnest(types, ids) u (type, id)) r
        join notice_source s on s.id = of_source
        order by r.type, r.id
        on conflict on constraint notice_mark_pkey do update
            set version = m.version + 1, due_at = excluded.due_at, marked_at = clock_timestamp();
    return true;
end
$$;

-- Of a clinic, messages that nobody sends again any more, and marks for which there is no reader.
create or replace function forget_notices(of_clinic text, before timestamptz) returns void
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(of_clinic, '*');
    delete from notice_heard h where h.clinic = of_clinic and h.at < before;
    delete from notice_mark m where m.clinic = of_clinic and m.marked_at < before;
end
$$;

revoke execute on function take_due(integer, integer, integer, uuid[], text[], interval),
    put_back(text, text, uuid, uuid, uuid, timestamptz), notice_source_known(uuid),
    events_after(text, text, bigint, integer) from public;
grant execute on function take_due(integer, integer, integer, uuid[], text[], interval),
    put_back(text, text, uuid, uuid, uuid, timestamptz), notice_source_known(uuid),
    events_after(text, text, bigint, integer) to ${service};
