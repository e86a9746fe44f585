package org.scapula.catalog.exercise;

import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scapula.catalog.reader.Reader;
import org.scapula.catalog.search.Pass;
import org.scapula.catalog.search.Reading;
import org.scapula.catalog.search.Tier;

/// Puts the question for a page together: one statement, so that the answer is of one moment. It is written so that
/// its time does not grow with the catalogue: what is common is found by walking an index in order until the page is
/// full, what is rare by the index of what it has.
final class PageQuestion {

    /// So many entries of an index are walked before a search counts as one for something rare.
    private static final int WALK = 20_000;

    /// So many matches are put in order one by one; where there are more, an index in order is walked.
    private static final int PROBED = 500;

    /// So many of the matches that stand anywhere are weighed against each other. Where there are more, it is those
    /// that
    /// lie first, which is the same at every request until something is published.
    private static final int WEIGHED = 300;

    private static final int SOME_NAMES = 200;
    private static final int SOME_TEXTS = 100;

    /// Facets are counted up to here.
    static final int COUNTED = 10_000;

    /// Behind every other pass.
    static final int SOME_WORDS = Tier.SOME_WORDS.ordinal() * 2;

    /// Where it stands, what the clinic hides is left out.
    private static final String HIDDEN = " /*hidden*/";

    private static final String NOTHING =
            "hits as (select null::uuid as id, 0 as pass, 0 as score, 0 as name_length, '' as slug where false)";

    private final Sql sql = new Sql();
    private final Reader reader;
    private final String clinic;
    private final ExerciseFilter filter;
    private final Narrowing narrowing;
    private final Optional<Cursor> after;
    private final String most;

    private PageQuestion(Reader reader, ExerciseFilter filter, Optional<Cursor> after, int limit) {
        this.reader = reader;
        this.clinic = sql.put(reader.clinic());
        this.filter = filter;
        this.narrowing = Narrowing.of(filter, sql);
        this.after = after;
        this.most = sql.put(limit + 1) + "::int";
    }

    /// Only which catalogue it is.
    static Sql nothing(Reader reader, ExerciseFilter filter) {
        var question = new PageQuestion(reader, filter.withoutAnything(), Optional.empty(), 1);
        return question.asked("asked as (select " + question.most + "), " + NOTHING, "", Optional.empty());
    }

    static Sql inOrder(Reader reader, ExerciseFilter filter, Optional<Cursor> after, int limit) {
        var question = new PageQuestion(reader, filter, after, limit);
        return question.asked(question.walk(), "", Optional.empty());
    }

    static Sql byRelevance(Reader reader, ExerciseFilter filter, Reading reading, Optional<Cursor> after, int limit) {
        var question = new PageQuestion(reader, filter, after, limit);
        return question.asked(
                question.passes(reading),
                filter.facets().isEmpty() ? "" : question.everything(reading),
                Optional.of(reading));
    }

    /// For when nothing has all the words.
    static Sql bySomeWords(Reader reader, ExerciseFilter filter, Reading reading, Optional<Cursor> after, int limit) {
        var question = new PageQuestion(reader, filter, after, limit);
        return question.asked(
                question.some(reading), " and e.id in (select c.id from candidates c)", Optional.of(reading));
    }

    private Sql asked(String hits, String matching, Optional<Reading> reading) {
        return sql.saying("with " + hits + facets(matching)
                + " select n.version || coalesce('+' || c.revision, '') as version, h.pass, h.score,"
                + " h.name_length::int, e.slug, e.id, w.view, " + changed() + " as changed, " + counted() + " as facets"
                + reading.map(this::explained).orElse("")
                + " from edition n left join clinic_catalogue c on c.clinic = " + clinic
                + " left join (select *, row_number() over (order by pass, score desc, name_length, slug) as place"
                + " from hits) h on true left join exercise e on e.id = h.id"
                + " left join exercise_view w on w.exercise = e.id and w.language = "
                + sql.put(reader.language().tag())
                + " order by h.place");
    }

    private String counted() {
        return filter.facets().isEmpty()
                ? "null::text"
                : "case when coalesce(h.place, 1) = 1 then (select f.facets from facets f) end";
    }

    private String changed() {
        return filter.avoided().isEmpty()
                ? "null::text[]"
                : "array(select condition from unnest(e.changed_with) as condition where condition = any ("
                        + sql.put(filter.avoided().stream().sorted().toArray(String[]::new)) + "::text[]) order by 1)";
    }

    private String explained(Reading reading) {
        var meant = sql.put(reading.lexemes().toArray(String[]::new)) + "::text[]";
        return Stream.of("name_words named", "label_words labelled", "words everywhere")
                        .map(words -> words.split(" "))
                        .map(words -> ", array(select l from unnest(tsvector_to_array(e." + words[0]
                                + ")) as l where l = any (" + meant + ")) as " + words[1])
                        .collect(Collectors.joining())
                + ", e.name_texts, e.muscles, e.targets, e.categories, e.positions, e.equipment, e.region";
    }

    // In the order of slugs

    private String walk() {
        var from =
                after.map(cursor -> " and e.slug > " + sql.put(cursor.slug())).orElse("");
        if (narrowing.isEmpty()) {
            return "hits as ("
                    + inAllShelves("e.id, 0 as pass, 0 as score, 0 as name_length, e.slug", from, "e.slug", most) + ")";
        }
        return """
                quick as materialized (
                    select w.id, w.slug from (select e.id, e.slug from (%1$s) e where true%2$s order by e.slug) w
                    cross join lateral (select from exercise e where e.id = w.id%3$s offset 0) fitting
                    order by w.slug limit %4$s),
                rare as materialized (
                    select (select count(*) from quick) < %4$s and (select count(*) from (%1$s) w) = %5$d as so),
                thorough as (%6$s),
                hits as (
                    select id, 0 as pass, 0 as score, 0 as name_length, slug from (
                        select * from quick where not (select so from rare)
                        union all select * from thorough where (select so from rare)) both_ways
                    order by slug limit %4$s)""".formatted(
                        inAllShelves("e.id, e.slug" + narrowing.coarseColumns(), from, "e.slug", String.valueOf(WALK)),
                        narrowing.coarse(),
                        narrowing.exact(),
                        most,
                        WALK,
                        // No index has this order, so the one is taken that has the rare values.
                        inAllShelves("e.id, e.slug", from + narrowing.exact(), "e.slug || ''", most));
    }

    // By relevance

    private String passes(Reading reading) {
        if (reading.passes().stream().noneMatch(this::isStillToCome)) {
            return NOTHING;
        }
        var probes = new ArrayList<String>();
        var all = new ArrayList<String>();
        var before = new ArrayList<String>();
        for (var pass : reading.passes()) {
            var found = condition(pass);
            if (isStillToCome(pass)) {
                var where = " and (" + found + ")"
                        + before.stream()
                                .map(earlier -> " and not (" + earlier + ")")
                                .collect(Collectors.joining())
                        + narrowing.exact();
                probes.add(probe(pass, where));
                all.add("(" + pass(pass, where, reading) + ")");
            }
            before.add(found);
        }
        return String.join(",\n", probes) + ",\nhits as (select * from (" + String.join("\nunion all\n", all)
                + ") passes limit " + most + ")";
    }

    /// All that match, unless they are many. Which index finds them is not left to an estimate of how often words meet:
    /// those that give rows in order are made useless here.
    private String probe(Pass pass, String where) {
        return "probe_" + pass.order() + " as materialized (select e.id, e.name_length, e.slug from exercise e"
                + " where e.retired_at is null and " + seenByAnyIndex() + where + " limit "
                + (pass.isScored() ? WEIGHED : PROBED + 1) + ")";
    }

    private boolean isStillToCome(Pass pass) {
        return after.map(cursor -> pass.order() >= cursor.pass()).orElse(true);
    }

    private String condition(Pass pass) {
        if (!pass.titles().isEmpty()) {
            return "e.titles && " + sql.put(pass.titles().toArray(String[]::new)) + "::text[]";
        }
        return (pass.isScored() ? "e.words @@ " : "e.name_words @@ ") + sql.put(pass.words()) + "::text::tsquery";
    }

    private String pass(Pass pass, String where, Reading reading) {
        var probe = "probe_" + pass.order();
        var rows = "select id, name_length, slug from " + probe;
        if (!pass.isScored()) {
            var many = "(select count(*) from " + probe + ") > " + PROBED;
            rows += " where not (" + many + ") union all ("
                    + inAllShelves(
                            "e.id, e.name_length, e.slug",
                            where + beyondInName(pass.order()) + " and " + many,
                            "e.name_length, e.slug",
                            most)
                    + ")";
        }
        var score = score(pass, reading);
        var scored = score.equals("0")
                ? "select id, 0 as score, name_length, slug from (" + rows + ") r"
                : "select e.id, " + score + " as score, e.name_length, e.slug from (" + rows
                        + ") r join exercise e on e.id = r.id";
        return "select id, " + pass.order() + " as pass, score, name_length, slug from (" + scored + ") s where true"
                + beyond(pass.order()) + " order by score desc, name_length, slug limit " + most;
    }

    private String score(Pass pass, Reading reading) {
        if (pass.isScored()) {
            return weight(reading);
        }
        return pass.titles().isEmpty()
                ? "0"
                : "(e.titles && " + sql.put(reading.wholeNameOfOwn().toArray(String[]::new)) + "::text[])::int";
    }

    private String beyondInName(int pass) {
        return after.filter(cursor -> cursor.pass() == pass)
                .map(cursor -> " and (e.name_length, e.slug) > (" + sql.put(cursor.nameLength()) + "::int::smallint, "
                        + sql.put(cursor.slug()) + ")")
                .orElse("");
    }

    private String beyond(int pass) {
        return after.filter(cursor -> cursor.pass() == pass)
                .map(cursor -> {
                    var score = sql.put(cursor.score()) + "::int";
                    return " and (score < " + score + " or (score = " + score + " and (name_length, slug) > ("
                            + sql.put(cursor.nameLength()) + "::int::smallint, " + sql.put(cursor.slug()) + ")))";
                })
                .orElse("");
    }

    /// A word in a name says more than one among the labels, and that more than one in the text.
    private String weight(Reading reading) {
        return reading.eachWord().stream()
                .map(words -> sql.put(words) + "::text::tsquery")
                .map(words -> "case when e.name_words @@ " + words + " then 4 when e.label_words @@ " + words
                        + " then 2 else 1 end")
                .collect(Collectors.joining(" + "));
    }

    private String everything(Reading reading) {
        var words = reading.everything();
        var titles = reading.passes().stream()
                .flatMap(pass -> pass.titles().stream())
                .toArray(String[]::new);
        return " and (e.titles && " + sql.put(titles) + "::text[]"
                + (words.isEmpty() ? "" : " or e.words @@ " + sql.put(words) + "::text::tsquery") + ")";
    }

    // By some of the words

    /// A rare word says more than a common one; how rare it is, is counted among the candidates.
    private String some(Reading reading) {
        var words = reading.eachWord().stream()
                .map(each -> sql.put(each) + "::text::tsquery")
                .toList();
        var each = IntStream.range(0, words.size())
                .mapToObj(n -> "word_%d as materialized (%s union %s)"
                        .formatted(
                                n,
                                candidates("e.name_words @@ " + words.get(n), SOME_NAMES),
                                candidates("e.words @@ " + words.get(n), SOME_TEXTS)))
                .collect(Collectors.joining(",\n"));
        var ids = IntStream.range(0, words.size())
                .mapToObj(n -> "select id from word_" + n)
                .collect(Collectors.joining(" union "));
        var weights = IntStream.range(0, words.size())
                .mapToObj(n -> ("(case when e.name_words @@ %1$s then 4 when e.label_words @@ %1$s then 2"
                                + " when e.words @@ %1$s then 1 else 0 end) / ln(2 + (select count(*) from word_%2$d))")
                        .formatted(words.get(n), n))
                .collect(Collectors.joining(" + "));
        var matched =
                words.stream().map(word -> "(e.words @@ " + word + ")::int").collect(Collectors.joining(" + "));
        if (words.isEmpty()) {
            return "candidates as (select null::uuid as id where false), " + NOTHING;
        }
        return """
                %s,
                candidates as materialized (
                    select e.id, %d as pass, (1000 * (%s))::int as score, e.name_length, e.slug
                    from (%s) c join exercise e on e.id = c.id where %s >= %d),
                hits as (select * from candidates where true%s order by score desc, name_length, slug limit %s)""".formatted(each, SOME_WORDS, weights, ids, matched, reading.fewestWords(), beyond(SOME_WORDS), most);
    }

    /// The first in order, of as many as can be put in order quickly.
    private String candidates(String found, int wanted) {
        return "(select id from (select e.id, e.name_length, e.slug from exercise e where e.retired_at is null and "
                + seenByAnyIndex() + " and " + found + narrowing.exact() + " limit " + PROBED
                + ") c order by name_length, slug limit " + wanted + ")";
    }

    // Facets

    private String facets(String matching) {
        if (filter.facets().isEmpty()) {
            return "";
        }
        var counted = filter.facets().stream()
                .map(facet -> """
                        select '%1$s' as facet, (select count(*) > %2$d from counted_%1$s) as at_least,
                            (select coalesce(json_agg(json_build_object('value', value, 'exercises', exercises)
                                order by exercises desc, value), '[]')
                            from (select value, count(*) as exercises
                                from (select * from counted_%1$s limit %2$d) c, unnest(c.choices) as value
                                group by value) v) as counts""".formatted(facet, COUNTED))
                .collect(Collectors.joining("\nunion all "));
        var rows = filter.facets().stream()
                .map(facet -> ",\ncounted_%s as materialized (%s)"
                        .formatted(
                                facet,
                                inAllShelves(
                                        facet.having() + " as choices",
                                        narrowing.exactBut(facet) + matching,
                                        "",
                                        String.valueOf(COUNTED + 1))))
                .collect(Collectors.joining());
        return rows
                + ",\nfacets as (select json_agg(json_build_object('facet', facet, 'atLeast', at_least, 'counts', counts)"
                + " order by facet)::text as facets from (" + counted + ") all_facets)";
    }

    // Whose exercises

    /// What the reader sees: the shipped ones that the clinic does not hide, and its own. One after the other, each
    /// with
    /// its own end, because only then an index gives them in order.
    private String inAllShelves(String columns, String where, String order, String limit) {
        var by = order.isEmpty() ? "" : " order by " + order;
        var shipped = "select " + columns + " from exercise e where e.retired_at is null and e.clinic = '"
                + Reader.SHIPPED + "'" + HIDDEN + where + by + " limit " + limit;
        if (reader.clinic().equals(Reader.SHIPPED)) {
            return shipped.replace(HIDDEN, "");
        }
        var seen =
                " and not exists (select from hidden_exercise x where x.clinic = " + clinic + " and x.exercise = e.id)";
        var own = "select " + columns + " from exercise e where e.retired_at is null and e.clinic = " + clinic + where
                + by + " limit " + limit;
        return "select * from ((" + shipped.replace(HIDDEN, hiddenNot()) + ") union all (" + own + ")) e" + by
                + " limit " + limit;
    }

    /// What the reader sees, said so that an index in order of a clinic's exercises is of no use.
    private String seenByAnyIndex() {
        var shipped = "e.clinic || '' = '" + Reader.SHIPPED + "'";
        return reader.clinic().equals(Reader.SHIPPED)
                ? shipped
                : "(" + shipped + hiddenNot() + " or e.clinic || '' = " + clinic + ")";
    }

    private String hiddenNot() {
        return " and not exists (select from hidden_exercise x where x.clinic = " + clinic + " and x.exercise = e.id)";
    }
}
