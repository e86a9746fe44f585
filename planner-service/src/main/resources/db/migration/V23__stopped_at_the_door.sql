-- Whether triage had an answer for the person when they came for a plan. What was stored before does not tell, and an
-- older planner beside this one stores no such word: both say that it was a new symptom.
alter table plan_freeze add column at_the_door boolean not null default false;

create or replace function watch_freeze() returns trigger language plpgsql as
$$
begin
    if old.thawed_at is not null
        or (old.id, old.plan, old.clinic, old.patient, old.frozen_at, old.cause, old.at_the_door, old.assessment,
            old.disposition, old.headline, old.do_now)
        is distinct from (new.id, new.plan, new.clinic, new.patient, new.frozen_at, new.cause, new.at_the_door,
            new.assessment, new.disposition, new.headline, new.do_now)
    then
        raise exception 'A freeze ends once, and nothing else of it changes';
    end if;
    return new;
end
$$;
