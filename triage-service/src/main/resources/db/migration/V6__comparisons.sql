-- What a rule set would have said of the clinic's stored assessments, beside what the one in force says. Whoever works on
-- it notes from time to time that they still do; when they stop, it has failed.
create table comparison (
    id uuid primary key,
    clinic text not null check (clinic <> ''),
    rule_set uuid not null references rule_set (id),
    against uuid not null references rule_set (id),
    from_at timestamptz not null,
    until_at timestamptz not null,
    asked_at timestamptz not null,
    state text not null default 'RUNNING' check (state in ('RUNNING', 'DONE', 'FAILED')),
    wanted bigint not null,
    done bigint not null default 0,
    beat_at timestamptz not null default now(),
    -- Ids of assessments and rules, and counts.
    report text,
    check ((state = 'DONE') = (report is not null))
);

alter table comparison enable row level security;
alter table comparison force row level security;
create policy own_clinic on comparison using (clinic = current_setting('scapula.clinic', true));
grant select, insert on comparison to ${service};
grant update (state, done, beat_at, report) on comparison to ${service};

-- Ids sort by time, so what comes after an id is what was judged later.
create function assessments_to_judge_again(
    clinic text, scope text, from_at timestamptz, until_at timestamptz, after uuid, most int)
    returns table (id uuid, assessed_at timestamptz, disposition text, asked text)
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
#variable_conflict use_column
begin
    perform enter(clinic, scope);
    return query
        select a.id, a.assessed_at, a.disposition::text, a.asked
        from assessment a
        where a.id > after and a.assessed_at >= from_at and a.assessed_at < until_at
            and a.clinic = assessments_to_judge_again.clinic
        order by a.id limit most;
end
$$;

-- False: it is nobody's to go on with any more.
create function note_comparison(clinic text, scope text, comparison uuid, new_state text, so_far bigint, said text)
    returns boolean
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform enter(clinic, scope);
    update comparison c set state = new_state, done = so_far, report = said, beat_at = clock_timestamp()
    where c.id = note_comparison.comparison and c.state = 'RUNNING';
    return found;
end
$$;

revoke execute on function assessments_to_judge_again, note_comparison from public;
grant execute on function assessments_to_judge_again, note_comparison to ${service};
