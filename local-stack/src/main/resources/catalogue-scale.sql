-- Fills the shelf of a catalogue that the service has stocked up to a number of exercises (setting scale.exercises), for
-- `local-stack/catalogue-scale`. Each is like one of the shipped ones, in both languages, under a name of its own that is
-- put together from words of the trade; three in ten have an alias of a word that few others have. The triggers that
-- would work out the search columns one by one are off; what they would write is written here.
set search_path = catalog;
set session_replication_role = replica;
set maintenance_work_mem = '512MB';
set max_parallel_maintenance_workers = 0;
set synchronous_commit = off;

create temporary table piece (part int, place int, en text, de text);
insert into piece
select part, place, split_part(word, '|', 1), split_part(word, '|', 2)
from (values
    (1, 'gentle|sanftes,slow|langsames,deep|tiefes,seated|sitzendes,standing|stehendes,lying|liegendes,kneeling|kniendes,alternating|wechselndes,wide|weites,narrow|enges,high|hohes,low|niedriges,half|halbes,full|volles,assisted|unterstütztes,loaded|belastetes,paused|gehaltenes,pulsing|wippendes,dynamic|dynamisches,static|statisches,crossed|gekreuztes,floating|schwebendes,diagonal|diagonales,circular|kreisendes,rhythmic|rhythmisches,reverse|umgekehrtes,tall|aufrechtes,small|kleines,large|großes,steady|ruhiges'),
    (2, 'shoulder|Schulter,neck|Nacken,chest|Brust,spine|Wirbelsäule,upper back|oberer Rücken,shoulder blade|Schulterblatt,rib cage|Brustkorb,arm|Arm,elbow|Ellbogen,trunk|Rumpf,core|Körpermitte,hip|Hüfte,side|Flanke,lat|Latissimus,trapezius|Trapezmuskel'),
    (3, 'stretch|Dehnung,row|Rudern,press|Drücken,raise|Heben,rotation|Drehung,circle|Kreisen,slide|Gleiten,pull|Ziehen,push|Schieben,hold|Halten,twist|Verdrehung,bend|Beugung,reach|Strecken,roll|Rollen,squeeze|Zusammenziehen,lift|Anheben,fly|Fliegen,shrug|Schulterzucken,extension|Streckung,glide|Schweben'),
    (4, 'band|Band,towel|Handtuch,wall|Wand,foam roller|Faszienrolle,dumbbell|Hantel,chair|Stuhl,doorway|Türrahmen,ball|Ball,block|Block,bench|Bank,mat|Matte,bottle|Flasche')) as lists (part, words),
    regexp_split_to_table(words, ',') with ordinality as listed (word, place);

create temporary table syllable as
select place, word from regexp_split_to_table(
    'ba,do,fi,gu,ka,le,mo,ni,pa,ru,sa,te,vo,wi,xa,ze,bri,dra,flo,gre', ',') with ordinality as s (word, place);

analyze piece;
analyze syllable;

-- Words as the search keeps them.
create temporary table said as
select part, place, language, said, search_tokens(said) as tokens,
    array(select search_fold(token) from unnest(search_tokens(said)) as token) as folded
from piece cross join lateral (values ('en', en), ('de', de)) as words (language, said);

analyze said;

create temporary table wording as
select language, word, min(stem) as stem
from (
    select s.language, search_fold(token) as word, search_stem(s.language, token) as stem
    from said s, unnest(s.tokens) as token
    union all
    select one.language, one.folded[cardinality(one.folded)] || next.folded[1], one.folded[cardinality(one.folded)] || next.folded[1]
    from said one join said next on next.language = one.language and next.part = one.part + 1
    union all
    select 'en', a.word || b.word || c.word, a.word || b.word || c.word from syllable a, syllable b, syllable c) w
group by 1, 2;
insert into search_word (word) select distinct word from wording on conflict do nothing;
insert into search_word_of (clinic, language, word, stem, place)
select '(shipped)', language, word, stem, 1 from wording
on conflict (clinic, word, language) do update set place = 1;

-- The shipped exercises, without their names.
create temporary table model as
select row_number() over (order by e.slug) as place, e.*,
    ts_delete(e.words, tsvector_to_array(e.name_words)) as other_words
from exercise e where e.clinic = '(shipped)' and e.retired_at is null;
create temporary table model_view as
select m.place, v.language,
    left(v.view, strpos(v.view, '"slug":') - 1) as head,
    substr(v.view, strpos(v.view, '"kind":'), strpos(v.view, '"name":') - strpos(v.view, '"kind":')) as kind,
    substr(v.view, strpos(v.view, '"category":')) as tail
from model m join exercise_view v on v.exercise = m.id;

analyze model;
analyze model_view;

create temporary table numbered as
select n, gen_random_uuid() as id,
    1 + mod(abs(hashint4(n * 7 + 1)), (select count(*) from model))::int as model,
    1 + mod(abs(hashint4(n * 7 + 2)), 30) as first, 1 + mod(abs(hashint4(n * 7 + 3)), 15) as second,
    1 + mod(abs(hashint4(n * 7 + 4)), 20) as third, 1 + mod(abs(hashint4(n * 7 + 5)), 12) as fourth,
    case when mod(abs(hashint4(n * 7 + 6)), 10) < 3 then (
        select string_agg(s.word, '' order by place_in_word)
        from (values (1, 1 + mod(abs(hashint4(n * 11 + 1)), 20)), (2, 1 + mod(abs(hashint4(n * 11 + 2)), 20)),
            (3, 1 + mod(abs(hashint4(n * 11 + 3)), 20))) as p (place_in_word, syllable)
        join syllable s on s.place = p.syllable) end as coined,
    1 + mod(abs(hashint4(n * 7 + 8)), 3) as level
from generate_series(1, greatest(0, current_setting('scale.exercises')::int
    - (select count(*)::int from exercise where clinic = '(shipped)'))) as n;
analyze numbered;

create temporary table named as
select n.*, l.language,
    case l.language when 'en' then a.said || ' ' || b.said || ' ' || c.said || ' with ' || d.said
        else initcap(a.said) || ' ' || c.said || ', ' || b.said || ', mit ' || d.said end as name,
    case l.language when 'en' then a.folded || b.folded || c.folded || 'with'::text || d.folded
        else a.folded || c.folded || b.folded || 'mit'::text || d.folded end as tokens
from numbered n cross join (values ('en'), ('de')) as l (language)
join said a on (a.part, a.place, a.language) = (1, n.first, l.language)
join said b on (b.part, b.place, b.language) = (2, n.second, l.language)
join said c on (c.part, c.place, c.language) = (3, n.third, l.language)
join said d on (d.part, d.place, d.language) = (4, n.fourth, l.language);
analyze named;
create temporary table worded as
select e.n, e.name, cardinality(e.tokens) as name_length,
    array['en:N:' || e.name, 'de:N:' || d.name] || case when e.coined is null then '{}' else array['en:A:' || e.coined] end as name_texts,
    array['en:' || array_to_string(e.tokens, ''), 'de:' || array_to_string(d.tokens, ''),
        'en:' || (select string_agg(t, '+' order by t collate "C") from unnest(e.tokens) as t where t <> 'with'),
        'de:' || (select string_agg(t, '+' order by t collate "C") from unnest(d.tokens) as t where t <> 'mit')]
        || case when e.coined is null then '{}' else array['en:' || e.coined] end as titles,
    array_to_tsvector(array(
        select distinct 'en:' || t from unnest(e.tokens || search_joined(e.tokens) || e.coined) as t where t is not null
        union select 'de:' || t from unnest(d.tokens || search_joined(d.tokens)) as t)) as name_words
from named e join named d on d.n = e.n and d.language = 'de'
where e.language = 'en';

analyze worded;

-- Rows are filled in first, and the indexes built over all of them.
create temporary table put_aside as
select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
where indrelid = 'exercise'::regclass and not indisunique;
do $$ declare aside record; begin
    for aside in select * from put_aside loop execute 'drop index ' || aside.name; end loop;
end $$;

insert into exercise (id, slug, kind, exercise_class, categories, muscles, positions, targets, fingerprint, clinic, version,
    region, level, contexts, stages, tags, excluded_with, changed_with, equipment, languages, content_hash,
    name_texts, titles, name_words, label_words, words, name_length)
select n.id, regexp_replace(lower(w.name), '[^a-z]+', '-', 'g') || '-' || n.n, m.kind, m.exercise_class, m.categories,
    m.muscles, m.positions, m.targets, '', '(shipped)', 1, m.region, n.level, m.contexts, m.stages, m.tags, m.excluded_with,
    m.changed_with, other.equipment, m.languages, '', w.name_texts, w.titles, w.name_words, m.label_words,
    m.other_words || w.name_words, w.name_length
from numbered n join worded w on w.n = n.n join model m on m.place = n.model
join model other on other.place = 1 + mod(n.model * 7 + n.level, (select count(*) from model));

insert into exercise_view (exercise, language, name, clinic, fingerprint, view)
select n.id, v.language, d.name, e.clinic, e.fingerprint,
    v.head || '"slug":' || to_json(e.slug) || ',' || v.kind || '"name":' || to_json(d.name) || ',"aliases":'
        || case when n.coined is null or v.language <> 'en' then '[]' else '["' || n.coined || '"]' end || ',' || v.tail
from numbered n join exercise e on e.id = n.id join named d on d.n = n.n
join model_view v on v.place = n.model and v.language = d.language;

do $$ declare aside record; begin
    for aside in select * from put_aside loop execute aside.definition; end loop;
end $$;
drop table numbered, named, worded;
