package org.scapula.catalog.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must hold of one exercise, whoever wrote it. Each check is a rule; each fault says where and why.
public final class ExerciseChecks {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ITEM_OF_AN_ARTICLE = Pattern.compile("(S\\d)-[A-Z]\\d{2}");
    private static final int LONGEST_SLUG = 80;
    private static final int MOST_WORDS_OF_A_CUE = 20;

    private static final Set<Equipment> PART_OF_A_HOME =
            Set.of(Equipment.WALL, Equipment.DOORWAY, Equipment.CHAIR, Equipment.FIRM_SURFACE);

    /// Conditions read tags; a movement that is usually done so carries them.
    private static final Map<Position, List<Tag>> TAGS_OF_A_POSITION = Map.of(
            Position.ALL_FOURS, List.of(Tag.ALL_FOURS, Tag.FLOOR),
            Position.KNEELING, List.of(Tag.KNEELING, Tag.FLOOR),
            Position.SITTING_ON_FLOOR, List.of(Tag.FLOOR),
            Position.LYING_ON_BACK, List.of(Tag.SUPINE, Tag.FLOOR),
            Position.LYING_FACE_DOWN, List.of(Tag.PRONE, Tag.FLOOR),
            Position.SIDE_LYING, List.of(Tag.FLOOR));

    private final Set<String> citable;
    private final Predicate<String> exists;
    private final ExerciseEntry exercise;
    private final List<Fault> faults = new ArrayList<>();

    private ExerciseChecks(ExerciseEntry exercise, Set<String> citable, Predicate<String> exists) {
        this.citable = citable;
        this.exists = exists;
        this.exercise = exercise;
    }

    /// Everything that is wrong with an exercise of a clinic, where such sources may be cited and such slugs linked to.
    public static List<Fault> faultsIn(ExerciseEntry exercise, Collection<Source> sources, Predicate<String> exists) {
        return faultsIn(exercise, ids(sources), exists);
    }

    static List<Fault> faultsIn(ExerciseEntry exercise, Set<String> citable, Predicate<String> exists) {
        var checks = new ExerciseChecks(exercise, citable, exists);
        checks.run();
        return List.copyOf(checks.faults);
    }

    static Set<String> ids(Collection<Source> sources) {
        return sources.stream().map(Source::id).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isSlug(String text) {
        return SLUG.matcher(text).matches() && text.length() <= LONGEST_SLUG;
    }

    static boolean isCitable(String source, Set<String> citable) {
        var item = ITEM_OF_AN_ARTICLE.matcher(source);
        return citable.contains(item.matches() ? item.group(1) : source);
    }

    private void run() {
        slugIsWellFormed();
        mainCategoryComesFirst();
        figuresAreInRange();
        textsAreThere();
        exactlyOneDoseIsUsed();
        dosesAreRanges();
        usedDoseFitsTheClass();
        handOutIsWhole();
        stageDosesFitTheClass();
        householdReplacesWhatIsNeeded();
        highArmsAreTagged();
        usualPositionIsTagged();
        linksExist();
        onlyGroupsHaveMembers();
        complainUnless(!exercise.sources().isEmpty(), "/sources", Fault.REQUIRED, "cites nothing");
        sourcesAreCitable();
        noDuplicates("/tags", exercise.tags());
        noDuplicates("/sources", exercise.sources());
        translationsSpeakOfTheSame();
    }

    private void slugIsWellFormed() {
        complainUnless(
                isSlug(exercise.slug()),
                "/slug",
                Fault.MALFORMED,
                "the slug is malformed: lower case letters, digits and single hyphens, at most " + LONGEST_SLUG);
    }

    private void mainCategoryComesFirst() {
        complainUnless(
                !exercise.categories().isEmpty() && exercise.categories().getFirst() == exercise.category(),
                "/categories",
                Fault.OUT_OF_RANGE,
                "categories must begin with the main category " + exercise.category());
    }

    private void figuresAreInRange() {
        complainUnless(
                exercise.level() >= 1 && exercise.level() <= 3, "/level", Fault.OUT_OF_RANGE, "level must be 1 to 3");
        complainUnless(
                exercise.shoulderElevationDegrees() >= 0 && exercise.shoulderElevationDegrees() <= 180,
                "/shoulderElevationDegrees",
                Fault.OUT_OF_RANGE,
                "shoulderElevationDegrees must be 0 to 180");
        complainUnless(!exercise.positions().isEmpty(), "/positions", Fault.REQUIRED, "has no position");
        complainUnless(
                !exercise.equipment().isEmpty(),
                "/equipment",
                Fault.REQUIRED,
                "has no equipment alternative; nothing is [[]]");
    }

    private void textsAreThere() {
        complainUnless(
                exercise.steps().size() >= 3 && exercise.steps().size() <= 7,
                "/steps",
                Fault.OUT_OF_RANGE,
                "must have 3 to 7 steps");
        var cues = exercise.cues();
        cue("/cues/feel", cues.feel());
        cue("/cues/doNotFeel", cues.doNotFeel());
        cue("/cues/breathing", cues.breathing());
        complainUnless(!exercise.name().isBlank(), "/name", Fault.REQUIRED, "has no name");
        for (var place = 0; place < exercise.steps().size(); place++) {
            complainUnless(
                    !exercise.steps().get(place).isBlank(), "/steps/" + place, Fault.REQUIRED, "has an empty step");
        }
    }

    private void cue(String pointer, String cue) {
        complainUnless(
                !cue.isBlank() && countOfWords(cue) <= MOST_WORDS_OF_A_CUE,
                pointer,
                Fault.OUT_OF_RANGE,
                "a cue has 1 to " + MOST_WORDS_OF_A_CUE + " words");
    }

    private void exactlyOneDoseIsUsed() {
        var used = exercise.doses().stream().filter(Dose::used).count();
        complainUnless(used == 1, "/doses", Fault.OUT_OF_RANGE, "must have exactly one used dose, has " + used);
    }

    private void dosesAreRanges() {
        for (var place = 0; place < exercise.doses().size(); place++) {
            var pointer = "/doses/" + place;
            exercise.doses().get(place).figures().forEach(figure -> range(pointer, figure));
        }
    }

    private void range(String pointer, Range figure) {
        complainUnless(
                figure.min() >= 0 && figure.min() <= figure.max(),
                pointer,
                Fault.OUT_OF_RANGE,
                "a figure runs from " + figure.min() + " to " + figure.max());
    }

    private void usedDoseFitsTheClass() {
        for (var place = 0; place < exercise.doses().size(); place++) {
            var dose = exercise.doses().get(place);
            if (dose.used()) {
                outOfBounds("/doses/" + place, "the used dose", dose);
            }
        }
    }

    private void outOfBounds(String pointer, String which, Dose dose) {
        DoseBounds.of(exercise.exerciseClass())
                .complaintsAbout(dose)
                .forEach(reason -> complain(
                        pointer,
                        Fault.OUT_OF_RANGE,
                        which + " is outside the bounds of " + exercise.exerciseClass() + ": " + reason));
    }

    private void handOutIsWhole() {
        words("/picture", "picture", exercise.picture(), 30);
        words("/easier", "easier", exercise.easier(), 35);
        words("/harder", "harder", exercise.harder(), 35);
        complainUnless(!exercise.contexts().isEmpty(), "/contexts", Fault.REQUIRED, "says for whom it is nowhere");
        complainUnless(
                exercise.commonMistakes().size() >= 2
                        && exercise.commonMistakes().size() <= 4,
                "/commonMistakes",
                Fault.OUT_OF_RANGE,
                "must name 2 to 4 common mistakes");
        for (var place = 0; place < exercise.commonMistakes().size(); place++) {
            words(
                    "/commonMistakes/" + place,
                    "a common mistake",
                    Optional.of(exercise.commonMistakes().get(place)),
                    25);
        }
        noDuplicates("/jointActions", exercise.jointActions());
        noDuplicates("/contexts", exercise.contexts());
    }

    private void words(String pointer, String field, Optional<String> text, int most) {
        var count = text.filter(given -> !given.isBlank())
                .map(ExerciseChecks::countOfWords)
                .orElse(0);
        complainUnless(
                count >= 1 && count <= most,
                pointer,
                text.isEmpty() ? Fault.REQUIRED : Fault.OUT_OF_RANGE,
                field + " must have 1 to " + most + " words, has " + count);
    }

    private static int countOfWords(String text) {
        return text.strip().split("\\s+").length;
    }

    /// Somebody in any stage of pain is told how much, or why not.
    private void stageDosesFitTheClass() {
        complainUnless(
                exercise.stageDoses().stream().map(StageDose::stage).toList().equals(List.of(Stage.values())),
                "/stageDoses",
                Fault.REQUIRED,
                "stageDoses must speak of each stage once: " + List.of(Stage.values()));
        for (var place = 0; place < exercise.stageDoses().size(); place++) {
            stageDose("/stageDoses/" + place, exercise.stageDoses().get(place));
        }
    }

    private void stageDose(String pointer, StageDose stage) {
        var dose = stage.asDose();
        complainUnless(
                !stage.note().isBlank(),
                pointer + "/note",
                Fault.REQUIRED,
                "the dose for " + stage.stage() + " gives no reason");
        complainUnless(
                stage.fits() == dose.figures().findAny().isPresent(),
                pointer,
                Fault.OUT_OF_RANGE,
                "the dose for " + stage.stage() + " has figures where it fits, and only there");
        dose.figures().forEach(figure -> range(pointer, figure));
        if (stage.fits()) {
            outOfBounds(pointer, "the dose for " + stage.stage(), dose);
        }
    }

    private void householdReplacesWhatIsNeeded() {
        var needed = Stream.concat(exercise.equipment().stream().flatMap(List::stream), exercise.niceToHave().stream())
                .filter(equipment -> !PART_OF_A_HOME.contains(equipment))
                .collect(Collectors.toSet());
        var replaced = exercise.household().stream().map(Substitute::insteadOf).collect(Collectors.toSet());
        complainUnless(
                replaced.containsAll(needed),
                "/household",
                Fault.REQUIRED,
                "household must say what a home has instead of each of " + needed + ", has " + replaced);
    }

    /// Conditions of the shoulder take exercises out by this tag.
    private void highArmsAreTagged() {
        complainUnless(
                exercise.shoulderElevationDegrees() <= 90 || exercise.tags().contains(Tag.SHOULDER_ABOVE_90),
                "/tags",
                Fault.MISSING_TAG,
                "arms rise above 90 degrees without the tag SHOULDER_ABOVE_90");
    }

    /// The floor of a bed and the water of a pool are none: activities say themselves what they ask for.
    private void usualPositionIsTagged() {
        if (exercise.kind() == Kind.MOVEMENT && !exercise.positions().isEmpty()) {
            var usual = exercise.positions().getFirst();
            TAGS_OF_A_POSITION.getOrDefault(usual, List.of()).stream()
                    .filter(tag -> !exercise.tags().contains(tag))
                    .forEach(tag -> complain(
                            "/tags", Fault.MISSING_TAG, "is usually done " + usual + " without the tag " + tag));
        }
    }

    private void linksExist() {
        links("/regressTo", exercise.regressTo());
        links("/progressTo", exercise.progressTo());
        links("/members", exercise.members());
        exercise.drawnAs()
                .ifPresent(slug -> complainUnless(
                        exists.test(slug),
                        "/drawnAs",
                        Fault.UNKNOWN_LINK,
                        "is drawn as " + slug + ", which does not exist"));
    }

    private void links(String field, List<String> links) {
        for (var place = 0; place < links.size(); place++) {
            var link = links.get(place);
            complainUnless(
                    exists.test(link),
                    field + "/" + place,
                    Fault.UNKNOWN_LINK,
                    "links to " + link + ", which does not exist");
        }
    }

    private void onlyGroupsHaveMembers() {
        complainUnless(
                (exercise.kind() == Kind.GROUP) != exercise.members().isEmpty(),
                "/members",
                Fault.OUT_OF_RANGE,
                "a group has members, and nothing else has");
    }

    private void sourcesAreCitable() {
        for (var place = 0; place < exercise.sources().size(); place++) {
            cites("/sources/" + place, exercise.sources().get(place));
        }
        for (var place = 0; place < exercise.doses().size(); place++) {
            var pointer = "/doses/" + place;
            exercise.doses().get(place).figures().forEach(figure -> cites(pointer, figure.source()));
        }
        for (var place = 0; place < exercise.stageDoses().size(); place++) {
            var pointer = "/stageDoses/" + place;
            exercise.stageDoses().get(place).asDose().figures().forEach(figure -> cites(pointer, figure.source()));
        }
    }

    private void cites(String pointer, String source) {
        complainUnless(
                isCitable(source, citable),
                pointer,
                Fault.UNKNOWN_SOURCE,
                "cites " + source + ", which " + ContentFiles.SOURCES + " does not know");
    }

    private void noDuplicates(String pointer, List<?> values) {
        complainUnless(
                new HashSet<Object>(values).size() == values.size(),
                pointer,
                Fault.DUPLICATE,
                pointer.substring(1) + " repeats itself");
    }

    /// Words for fewer steps than there are would leave somebody half-way.
    private void translationsSpeakOfTheSame() {
        exercise.translations()
                .forEach((tag, words) -> words.countsThatDiffer(exercise)
                        .forEach(difference -> complain(
                                "/translations/" + tag + "/" + difference.field(),
                                Fault.OUT_OF_RANGE,
                                "in " + tag + ", " + difference.inWords())));
    }

    private void complainUnless(boolean holds, String pointer, String code, String reason) {
        if (!holds) {
            complain(pointer, code, reason);
        }
    }

    private void complain(String pointer, String code, String reason) {
        faults.add(new Fault(pointer, code, reason));
    }
}
