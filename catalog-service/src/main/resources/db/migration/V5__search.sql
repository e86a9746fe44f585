-- The search. What an exercise says is kept as words, each with its language before it ("de:katzenbuckel"). Which words
-- are meant by what somebody types - word forms, parts, typing errors - is worked out against the distinct words, of which
-- there are some thousands however many exercises there are; the exercises are then looked up by exact words.

do $$
begin
    if not has_schema_privilege('trigrams', 'usage') then
        raise exception using message = 'The schema trigrams is closed to this role: run database/rooms.sql again';
    end if;
exception when invalid_schema_name then
    raise exception using message = 'The schema trigrams is missing: run database/rooms.sql again (database/rooms.sh says how)';
end
$$;

-- Every word that occurs in anything published, without accents.
create table search_word (
    word text collate "C" primary key
);
create index search_word_by_trigram on search_word using gin (word trigrams.gin_trgm_ops);

-- Whose exercises say it, in which language, and where at best: 1 in a name, 2 among labels such as muscles, 3 in the text.
-- A clinic's words are not another's: a correction must not tell what stands in somebody else's catalogue.
create table search_word_of (
    clinic text not null check (clinic <> ''),
    language text collate "C" not null,
    word text collate "C" not null,
    stem text collate "C" not null,
    place smallint not null check (place between 1 and 3),
    primary key (clinic, word, language)
);
create index search_word_by_stem on search_word_of (clinic, stem, language);

-- How a language names what exercises are filtered by: muscles, equipment and the like.
create table search_label (
    language text not null,
    kind text not null,
    value text not null,
    says text not null,
    primary key (language, kind, value)
);

-- What an exercise may need at hand, each alternative once; there are some dozens.
create table search_need (
    needs text primary key
);

-- A bit for each of some values. Values may share one: it says "perhaps" or "no", never "yes".
create function search_bits(chosen text[]) returns bigint
    language sql immutable parallel safe
    return coalesce((
        select bit_or(1::bigint << ((hashtextextended(value, 0) & 9223372036854775807) % 63)::integer) from unnest(chosen) as value), 0);

alter table exercise
    drop column searchable,
    -- Every name and alias as it is written, its language and N or A before it ("de:A:Katzenbuckel"); and, to be compared
    -- with what somebody types, its words run together ("en:catcow") and in the order of the alphabet ("en:cat+cow").
    add column name_texts text[] not null default '{}',
    add column titles text[] not null default '{}',
    -- Words of names and aliases, of labels, and of everything.
    add column name_words tsvector not null default '',
    add column label_words tsvector not null default '',
    add column words tsvector not null default '',
    -- Of two that match equally well, the one whose name says less beside comes first.
    add column name_length smallint not null default 0,
    -- What is chosen from short lists, in a form that one index can hold.
    add column marks text[] not null generated always as (
        array['kind:' || kind, 'class:' || exercise_class, 'region:' || region, 'level:' || level::text]) stored,
    -- The same in a few bits, for an index that is walked in order.
    add column category_bits bigint not null generated always as (search_bits(categories || stages || languages)) stored,
    add column muscle_bits bigint not null generated always as (search_bits(muscles)) stored,
    add column position_bits bigint not null generated always as (search_bits(positions || contexts)) stored,
    add column target_bits bigint not null generated always as (search_bits(targets || equipment)) stored,
    add column mark_bits bigint not null generated always as (search_bits(
        array['kind:' || kind, 'class:' || exercise_class, 'region:' || region, 'level:' || level::text])) stored,
    -- Scans in order read the rows; the long text they seldom read lies beside.
    alter column words set storage external,
    alter column name_words set storage main,
    set (toast_tuple_target = 1024);

-- A page in order is found by walking this index alone: the bits say which rows can fit, and only those are fetched.
create index exercise_in_order on exercise (clinic, slug) include (
    id, category_bits, muscle_bits, position_bits, target_bits, mark_bits) where retired_at is null;
create index exercise_by_name_length on exercise (clinic, name_length, slug) where retired_at is null;
create index exercise_by_title on exercise using gin (titles) with (fastupdate = off);
create index exercise_by_name_words on exercise using gin (name_words) with (fastupdate = off);
create index exercise_by_words on exercise using gin (words) with (fastupdate = off);
create index exercise_by_choice on exercise
    using gin (categories, muscles, positions, targets, contexts, stages, languages, equipment, marks)
    with (fastupdate = off);

-- Lower case, and letters and digits only; an apostrophe joins ("child's" is one word).
create function search_tokens(said text) returns text[]
    language sql immutable parallel safe
    return array_remove(
        regexp_split_to_array(
            lower(normalize(regexp_replace(said, '[''’`´]', '', 'g'), NFC) collate "pg_c_utf8"),
            '[^[:alnum:]]+' collate "pg_c_utf8"),
        '');

-- Without accents: what people type who have no key for them.
create function search_fold(token text) returns text
    language sql immutable parallel safe
    return replace(regexp_replace(normalize(token, NFD), '[\u0300-\u036f]', '', 'g'), 'ß', 'ss');

-- The dictionary of word forms of a language; a language without one has no word forms.
create function search_dictionary(language text) returns regdictionary
    language sql stable parallel safe
    return case split_part(language, '-', 1)
        when 'ar' then 'arabic_stem' when 'ca' then 'catalan_stem' when 'da' then 'danish_stem'
        when 'de' then 'german_stem' when 'el' then 'greek_stem' when 'en' then 'english_stem'
        when 'es' then 'spanish_stem' when 'et' then 'estonian_stem' when 'eu' then 'basque_stem'
        when 'fi' then 'finnish_stem' when 'fr' then 'french_stem' when 'ga' then 'irish_stem'
        when 'hi' then 'hindi_stem' when 'hu' then 'hungarian_stem' when 'hy' then 'armenian_stem'
        when 'id' then 'indonesian_stem' when 'it' then 'italian_stem' when 'lt' then 'lithuanian_stem'
        when 'ne' then 'nepali_stem' when 'nl' then 'dutch_stem' when 'no' then 'norwegian_stem'
        when 'pt' then 'portuguese_stem' when 'ro' then 'romanian_stem' when 'ru' then 'russian_stem'
        when 'sr' then 'serbian_stem' when 'sv' then 'swedish_stem' when 'ta' then 'tamil_stem'
        when 'tr' then 'turkish_stem' when 'yi' then 'yiddish_stem' else 'simple' end::regdictionary;

-- Empty for a word that says nothing in its language ("the", "und").
create function search_stem(language text, token text) returns text
    language sql stable parallel safe
    return coalesce((ts_lexize(search_dictionary(language), token))[1], '');

-- Words next to each other in a name are found when they are written as one, too ("push up", "pushup").
create function search_joined(tokens text[]) returns text[]
    language sql immutable parallel safe
    return array(select tokens[n] || tokens[n + 1] from generate_series(1, cardinality(tokens) - 1) as n);

-- Everything that is searched of one exercise: place as above, the language, the text, and whether it is the name itself.
create function search_texts(of_exercise uuid)
    returns table (language text, place smallint, said text, is_name boolean)
    language sql stable as
$$
    select w.language, t.place::smallint, t.said, t.is_name
    from (select v.language, v.view::jsonb as entry from exercise_view v where v.exercise = of_exercise) w
    cross join lateral (
        select 1, w.entry ->> 'name', true
        union all
        select 1, alias, false from jsonb_array_elements_text(w.entry -> 'aliases') as alias
        union all
        select 2, coalesce(l.says, case w.language when 'en' then replace(lower(c.value), '_', ' ') end), false
        from (
            select 'muscle', jsonb_array_elements_text(w.entry -> 'primaryMuscles' || (w.entry -> 'secondaryMuscles'))
            union all
            select 'target', jsonb_array_elements_text(w.entry -> 'targets')
            union all
            select 'category', jsonb_array_elements_text(w.entry -> 'categories')
            union all
            select 'position', jsonb_array_elements_text(w.entry -> 'positions')
            union all
            select 'equipment', jsonb_path_query(w.entry, '$.equipment[*][*]') #>> '{}'
            union all
            select 'region', w.entry ->> 'region') as c (kind, value)
        left join search_label l on l.language = w.language and l.kind = c.kind and l.value = c.value
        union all
        select 3, step, false from jsonb_array_elements_text(w.entry -> 'steps') as step
        union all
        -- Not what one should not feel or do: who searches for it does not want an exercise that warns of it.
        select 3, said, false from (values
            (w.entry #>> '{cues,feel}'), (w.entry #>> '{cues,breathing}'), (w.entry ->> 'picture'),
            (w.entry ->> 'easier'), (w.entry ->> 'harder')) as texts (said)) as t (place, said, is_name)
    where t.said is not null
$$;

-- Takes over into the search what an exercise says in all its languages.
create function search_take_over(of_exercise uuid) returns void language plpgsql as
$$
declare
    of_clinic text;
begin
    insert into search_need (needs)
    select distinct needs from exercise e, unnest(e.equipment) as needs where e.id = of_exercise order by 1
    on conflict do nothing;
    select e.clinic into of_clinic from exercise e where e.id = of_exercise;
    if not found then
        return;
    end if;
    with texts as (
        select t.language, t.place, t.is_name, search_tokens(t.said) as tokens from search_texts(of_exercise) t
    ), tokens as (
        select t.language, t.place, token
        from texts t cross join lateral unnest(
            case t.place when 1 then t.tokens || search_joined(t.tokens) else t.tokens end) as token
    ), words as (
        select t.language, search_fold(t.token) as word, min(search_stem(t.language, t.token)) as stem,
            min(t.place) as place, bool_or(t.place = 2) as labels
        from tokens t group by 1, 2
    ), known as (
        insert into search_word (word) select distinct w.word from words w order by 1 on conflict do nothing
    ), known_of as (
        insert into search_word_of as o (clinic, language, word, stem, place)
        select of_clinic, w.language, w.word, w.stem, w.place from words w order by w.word, w.language
        on conflict (clinic, word, language) do update set place = excluded.place where excluded.place < o.place
    )
    update exercise e
    set name_texts = array(
            select distinct on (t.place, t.is_name, t.language, t.said)
                t.language || case when t.is_name then ':N:' else ':A:' end || t.said
            from search_texts(of_exercise) t where t.place = 1 order by t.place, t.is_name desc, t.language, t.said),
        titles = array(
            select t.language || ':' || search_fold(array_to_string(t.tokens, '')) from texts t where t.place = 1
            union
            select t.language || ':' || (
                select string_agg(search_fold(token), '+' order by search_fold(token) collate "C")
                from unnest(t.tokens) as token where search_stem(t.language, token) <> '')
            from texts t where t.place = 1),
        name_words = array_to_tsvector(array(
            select w.language || ':' || w.word from words w where w.place = 1)),
        label_words = array_to_tsvector(array(
            select w.language || ':' || w.word from words w where w.labels)),
        words = array_to_tsvector(array(select w.language || ':' || w.word from words w)),
        name_length = coalesce((
            select min(cardinality(t.tokens)) from texts t where t.is_name and t.language = 'en'), 0)
    where e.id = of_exercise;
end
$$;

create function search_hears() returns trigger
    language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp as
$$
begin
    perform search_take_over(case tg_op when 'DELETE' then old.exercise else new.exercise end);
    return null;
end
$$;

create trigger search_hears after insert or update or delete on exercise_view
    for each row execute function search_hears();

-- What may be meant by words as they were typed, as the catalogue of a clinic (its own and the shipped one) knows them:
-- the word itself, other forms of it, longer words that it is part of, and, where no name knows any of these, similar ones.
-- Those behind the first so many are looked up as they stand, for words that people part or join.
create function search_meanings(of_clinic text, asked text[], first_of_them integer)
    returns table (asking integer, how text, language text, word text, place smallint)
    language plpgsql stable parallel safe as
$$
#variable_conflict use_column
declare
    clinics constant text[] := array['(shipped)', of_clinic];
    languages constant text[] := array(select distinct l.language from search_label l);
    token text;
    folded text;
    named boolean;
begin
    for n in 1 .. cardinality(asked) loop
        token := asked[n];
        folded := search_fold(token);
        asking := n;
        return query
            select n, 'STOP', l, folded, 3::smallint from unnest(languages) as l where search_stem(l, token) = '';
        return query
            select n, 'WORD', w.language, w.word, min(w.place)
            from search_word_of w where w.clinic = any (clinics) and w.word = folded
            group by w.language, w.word;
        return query
            select n, 'FORM', w.language, w.word, min(w.place)
            from unnest(languages) as l
            cross join lateral (select distinct s from unnest(array[search_stem(l, token), search_stem(l, folded)]) as s
                where s <> '') as stems (stem)
            join search_word_of w on w.clinic = any (clinics) and w.stem = stems.stem and w.language = l
            where w.word <> folded
            group by w.language, w.word;
        continue when n > first_of_them;
        if length(folded) >= 3 then
            return query
                select n, 'PART', p.language, p.word, p.place
                from (
                    select w.language, w.word, min(w.place) as place
                    from search_word k
                    cross join lateral (
                        select * from search_word_of o where o.clinic = any (clinics) and o.word = k.word offset 0) w
                    where k.word like folded || '_%' or (length(folded) >= 4 and k.word like '%_' || folded || '%')
                    group by w.language, w.word
                    order by place, length(w.word), w.word, w.language
                    limit 10) p;
        end if;
        if length(folded) >= 4 and not exists (
            select from search_word_of w where w.clinic = any (clinics) and w.word = folded and w.place = 1)
        then
            return query
                select n, 'LIKE', s.language, s.word, s.place
                from (
                    select w.language, w.word, min(w.place) as place, trigrams.similarity(k.word, folded) as likeness
                    from search_word k
                    cross join lateral (
                        select * from search_word_of o where o.clinic = any (clinics) and o.word = k.word offset 0) w
                    where k.word operator(trigrams.%) folded
                        and abs(length(k.word) - length(folded)) <= 3 and k.word <> folded
                    group by w.language, w.word, k.word
                    order by likeness desc, place, w.word, w.language
                    limit 30) s;
        end if;
    end loop;
end
$$;

grant select, insert, update, delete on search_word, search_word_of, search_label, search_need to ${service};
grant execute on function search_bits, search_tokens, search_fold, search_dictionary, search_stem, search_joined, search_texts,
    search_take_over, search_hears, search_meanings to ${service};

-- What is on the shelf already; at a first start nothing is.
select search_take_over(id) from exercise;
