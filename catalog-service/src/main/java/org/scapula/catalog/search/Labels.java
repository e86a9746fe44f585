package org.scapula.catalog.search;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.catalog.content.Category;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Equipment;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.content.Muscle;
import org.scapula.catalog.content.Position;
import org.scapula.catalog.content.Region;
import org.scapula.catalog.content.Target;
import org.scapula.catalog.edition.Shelf;
import org.scapula.catalog.shipped.Shipped;

/// What languages call muscles, equipment and the like: people search by these words, too.
@ApplicationScoped
@Priority(1)
public class Labels implements Shelf {

    private static final Map<FoundWord.Where, Class<? extends Enum<?>>> KINDS = Map.of(
            FoundWord.Where.MUSCLE, Muscle.class,
            FoundWord.Where.TARGET, Target.class,
            FoundWord.Where.CATEGORY, Category.class,
            FoundWord.Where.POSITION, Position.class,
            FoundWord.Where.EQUIPMENT, Equipment.class,
            FoundWord.Where.REGION, Region.class);

    /// Muscles are known by the name of their group as well.
    private static final Map<String, List<String>> GROUPS = Map.of(
            "UPPER_TRAPEZIUS", List.of("traps"),
            "MIDDLE_TRAPEZIUS", List.of("traps"),
            "LOWER_TRAPEZIUS", List.of("traps"),
            "INFRASPINATUS", List.of("rotator cuff"),
            "SUPRASPINATUS", List.of("rotator cuff"),
            "SUBSCAPULARIS", List.of("rotator cuff"),
            "TERES_MINOR", List.of("rotator cuff"),
            "ABDOMINALS", List.of("core", "abs"),
            "OBLIQUES", List.of("core", "abs"),
            "LATISSIMUS_DORSI", List.of("lats"));

    private static final String REPLACE = """
            with wanted as (
                select * from unnest(cast(:languages as text[]), cast(:kinds as text[]), cast(:labels as text[]),
                    cast(:says as text[])) as w (language, kind, value, says)
            ), gone as (
                delete from search_label l
                where not exists (select from wanted w where (w.language, w.kind, w.value) = (l.language, l.kind, l.value))
                returning 1
            ), told as (
                insert into search_label as l select * from wanted
                on conflict (language, kind, value) do update set says = excluded.says where l.says <> excluded.says
                returning 1
            )
            select (select count(*) from gone) + (select count(*) from told)""";

    /// Other labels are other words, of everything that is on the shelf.
    private static final String HEAR_ALL =
            "select count(*) from (select search_take_over(e.id) from exercise e) all_of_them";

    private record Label(String language, String kind, String value, String says) {}

    private final List<Language> languages;

    Labels(Shipped shipped) {
        this.languages = shipped.languages();
    }

    @Override
    public Uni<Void> stock(Content content) {
        var labels = content.languages().stream().flatMap(Labels::of).toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REPLACE, Long.class)
                        .setParameter("languages", column(labels, Label::language))
                        .setParameter("kinds", column(labels, Label::kind))
                        .setParameter("labels", column(labels, Label::value))
                        .setParameter("says", column(labels, Label::says))
                        .getSingleResult())
                .chain(changed -> changed == 0 ? Uni.createFrom().voidItem() : hearAll());
    }

    /// What the value is called in a language; nothing where the language has no word for it.
    Optional<String> text(String language, FoundWord.Where kind, String value) {
        return languages.stream()
                .filter(spoken -> spoken.tag().equals(language))
                .findFirst()
                .flatMap(spoken -> says(spoken, kind, value));
    }

    private static Uni<Void> hearAll() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(HEAR_ALL, Long.class).getSingleResult())
                .replaceWithVoid();
    }

    private static Stream<Label> of(Language language) {
        return KINDS.entrySet().stream()
                .flatMap(kind -> Arrays.stream(kind.getValue().getEnumConstants())
                        .flatMap(value -> says(language, kind.getKey(), value.name()).stream()
                                .map(says -> new Label(language.tag(), name(kind.getKey()), value.name(), says))));
    }

    private static Optional<String> says(Language language, FoundWord.Where kind, String value) {
        var label = Optional.ofNullable(
                        language.labels().getOrDefault(name(kind), Map.of()).get(value))
                .or(() -> language.isBase() ? Optional.of(plain(value)) : Optional.empty());
        return language.isBase()
                ? label.map(says -> Stream.concat(Stream.of(says), GROUPS.getOrDefault(value, List.of()).stream())
                        .collect(Collectors.joining(", ")))
                : label;
    }

    private static String name(FoundWord.Where kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String plain(String value) {
        return value.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String[] column(List<Label> labels, Function<Label, String> of) {
        return labels.stream().map(of).toArray(String[]::new);
    }
}
