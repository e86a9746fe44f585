package org.scapula.catalog.fhir;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scapula.catalog.fhir.SearchValues.Token;
import org.scapula.edge.Problems;

/// What is searched for, as conditions on the shelf. What was sent is always a parameter, never a part of the
/// statement.
final class Search {

    static final int MOST = 100;
    private static final int USUAL = 20;
    private static final int LONGEST = 500;
    private static final int MOST_VALUES = 50;

    /// As [Canonical] makes it of a slug.
    private static final String NAME = """
            (select case when n.name ~ '^[A-Z]' then n.name else 'N' || n.name end from (
                select string_agg(upper(left(part, 1)) || substr(part, 2), '' order by place) as name
                from regexp_split_to_table(e.slug, '-+') with ordinality as parts (part, place)) n)""";

    /// In the language of the answer.
    private static final String TITLE =
            "(select w.name from exercise_view w where w.exercise = e.id and w.language = :language)";

    private static final String PLAIN_TITLE =
            "regexp_replace(normalize(lower(" + TITLE + "), NFD), '[\\u0300-\\u036f]', '', 'g')";

    private final Canonical canonical;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final int count;
    private final Cursor after;

    private Search(DefinitionQuery query, Canonical canonical) {
        this.canonical = canonical;
        this.count = once("_count", query.count).map(Search::count).orElse(USUAL);
        this.after = once("cursor", query.cursor).map(Cursor::in).orElse(Cursor.BEGINNING);
        each("_id", query.id, SearchValues::alternatives, this::isId);
        each("url", query.url, SearchValues::alternatives, this::isUrl);
        each("identifier", query.identifier, SearchValues::tokens, this::isIdentifier);
        each("name", query.name, SearchValues::alternatives, text -> begins("lower(" + NAME + ")", lower(text)));
        each("name:exact", query.nameExact, SearchValues::alternatives, text -> NAME + " = " + given(text));
        each(
                "name:contains",
                query.nameContains,
                SearchValues::alternatives,
                text -> holds("lower(" + NAME + ")", lower(text)));
        each("title", query.title, SearchValues::alternatives, text -> begins(PLAIN_TITLE, plain(text)));
        each("title:exact", query.titleExact, SearchValues::alternatives, text -> TITLE + " = " + given(text));
        each(
                "title:contains",
                query.titleContains,
                SearchValues::alternatives,
                text -> holds(PLAIN_TITLE, plain(text)));
        each("version", query.version, SearchValues::tokens, this::isVersion);
        each("topic", query.topic, SearchValues::tokens, this::isTopic);
        if (query.status.isEmpty()) {
            conditions.add("e.retired_at is null");
        }
        each("status", query.status, SearchValues::tokens, Search::hasStatus);
    }

    static Search of(DefinitionQuery query, Canonical canonical) {
        return new Search(query, canonical);
    }

    int count() {
        return count;
    }

    boolean isFromTheBeginning() {
        return after.equals(Cursor.BEGINNING);
    }

    Cursor after() {
        return after;
    }

    String conditions() {
        return conditions.stream().map(condition -> " and " + condition).collect(Collectors.joining());
    }

    Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    private <T> void each(
            String name, List<String> given, Function<String, List<T>> values, Function<T, String> condition) {
        for (var value : given) {
            if (value.length() > LONGEST) {
                throw Problems.invalidParameter(name, "must not be longer than " + LONGEST + " characters");
            }
            if (parameters.size() > MOST_VALUES) {
                throw Problems.invalidParameter(name, "no more than " + MOST_VALUES + " values may be asked for");
            }
            conditions.add(values.apply(value).stream().map(condition).collect(Collectors.joining(" or ", "(", ")")));
        }
    }

    private String isId(String id) {
        return Canonical.uuid(id).map(found -> "e.id = " + given(found)).orElse("false");
    }

    private String isUrl(String url) {
        return canonical.in(url).map(this::isNamed).orElse("false");
    }

    private String isNamed(Canonical.Named named) {
        var slug = "e.slug = " + given(named.slug());
        return named.own()
                .map(id -> "(" + slug + " and e.clinic <> '(shipped)' and e.id = " + given(id) + ")")
                .orElse("(" + slug + " and e.clinic = '(shipped)')");
    }

    private String isIdentifier(Token token) {
        if (token.isAnyOf(Canonical.SLUGS) || token.isAnyOf(Canonical.URIS)) {
            return "true";
        }
        var conditions = new ArrayList<String>();
        if (token.mayBeOf(Canonical.SLUGS)) {
            conditions.add("e.slug = " + given(token.code()));
        }
        if (token.mayBeOf(Canonical.URIS) && token.code().startsWith("urn:uuid:")) {
            conditions.add(isId(token.code().substring("urn:uuid:".length())));
        }
        return any(conditions);
    }

    private String isVersion(Token token) {
        return token.mayBeOf("") ? "cast(e.version as text) = " + given(token.code()) : "false";
    }

    private String isTopic(Token token) {
        var conditions = new ArrayList<String>();
        for (var topic : Topics.values()) {
            if (token.isAnyOf(topic.system())) {
                conditions.add("cardinality(" + topic.column() + ") > 0");
            } else if (token.mayBeOf(topic.system())) {
                conditions.add(given(token.code()) + " = any (" + topic.column() + ")");
            }
        }
        return any(conditions);
    }

    /// A status that FHIR does not know is a mistake, and not a status that nothing has.
    private static String hasStatus(Token token) {
        if (!token.mayBeOf("http://hl7.org/fhir/publication-status")) {
            return "false";
        }
        return switch (token.code()) {
            case "active" -> "e.retired_at is null";
            case "retired" -> "e.retired_at is not null";
            case "draft", "unknown" -> "false";
            default -> throw Problems.invalidParameter("status", "must be one of active, retired, draft, unknown");
        };
    }

    private String begins(String what, String with) {
        return "starts_with(" + what + ", " + given(with) + ")";
    }

    private String holds(String what, String part) {
        return "position(" + given(part) + " in " + what + ") > 0";
    }

    private static String any(List<String> conditions) {
        return conditions.isEmpty() ? "false" : String.join(" or ", conditions);
    }

    private String given(Object value) {
        var name = "p" + parameters.size();
        parameters.put(name, value);
        return value instanceof String ? "cast(:" + name + " as text)" : ":" + name;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String plain(String text) {
        return Normalizer.normalize(lower(text), Normalizer.Form.NFD).replaceAll("[\\u0300-\\u036f]", "");
    }

    private static Optional<String> once(String name, List<String> given) {
        if (given.size() > 1) {
            throw Problems.invalidParameter(name, "must be given once");
        }
        return given.stream().findFirst();
    }

    private static int count(String text) {
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw Problems.invalidParameter("_count", "must be a whole number from 1");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }
}
