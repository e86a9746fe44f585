-- What is answered is read far more often than it is written, one row by its key. In line it costs no second look into
-- another table; and with what decides who sees it beside it, no look at the exercise either. So it costs as much in a
-- large catalogue as in a small one.
alter table exercise_view set (toast_tuple_target = 8160);
alter table exercise_view
    add column clinic text not null default '',
    add column retired_at timestamptz,
    add column fingerprint text not null default '';

create or replace trigger search_hears after insert or update of view, name, language, exercise or delete on exercise_view
    for each row execute function search_hears();

create function view_is_told() returns trigger language plpgsql as
$$
begin
    select e.clinic, e.retired_at, e.fingerprint into strict new.clinic, new.retired_at, new.fingerprint
    from exercise e where e.id = new.exercise;
    return new;
end
$$;

create trigger view_is_told before insert or update of view, exercise on exercise_view
    for each row execute function view_is_told();

create function exercise_tells_its_views() returns trigger language plpgsql as
$$
begin
    update exercise_view set clinic = new.clinic, retired_at = new.retired_at, fingerprint = new.fingerprint
    where exercise = new.id;
    return null;
end
$$;

create trigger exercise_tells_its_views after update of clinic, retired_at, fingerprint on exercise
    for each row
    when ((old.clinic, old.retired_at, old.fingerprint) is distinct from (new.clinic, new.retired_at, new.fingerprint))
    execute function exercise_tells_its_views();

update exercise_view w set clinic = e.clinic, retired_at = e.retired_at, fingerprint = e.fingerprint
from exercise e where e.id = w.exercise;

grant execute on function view_is_told, exercise_tells_its_views to ${service};
