-- What was promised is kept: to whoever holds an older secret, to whoever follows events, and to whatever was marked again.

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

revoke execute on function put_back(text, text, uuid, uuid, uuid, timestamptz) from public;
grant execute on function put_back(text, text, uuid, uuid, uuid, timestamptz) to ${service};
