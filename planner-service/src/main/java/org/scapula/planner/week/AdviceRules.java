package org.scapula.planner.week;

import static java.util.Map.entry;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Why somebody does not get a piece of advice that fits their days: because of the person, or because of its words.
/// The first rule that speaks against it counts.
final class AdviceRules {

    private static final List<BiFunction<AdviceLine, Recipient, Optional<String>>> OF_THE_PERSON = List.of(
            AdviceRules::isOver,
            AdviceRules::warmsOrCoolsWhereThatCanHarm,
            AdviceRules::isForbiddenWithACondition,
            AdviceRules::pressesWhereThatCanHarm,
            AdviceRules::pressesWhereTriageForbidsIt,
            AdviceRules::warmsOrCoolsWhereTriageForbidsIt,
            AdviceRules::leadsToWhatThePlanWithholds,
            AdviceRules::goesOnWhereTriageStops);

    /// By its own words, so that no author can forget it: what rolls, presses or rubs. Shoulders roll in the air.
    private static final Pattern PRESSES = Pattern.compile(
            "massag|knead|foam roll|\\broller|\\brolling|(?<!head )\\broll\\b(?! the (head|shoulders))|\\bknots?\\b"
                    + "|\\brubbing\\b|sore spots|steady pressure");

    /// H12, H13, H21 and H23, and whatever else the catalogue's contraindications keep from deep pressure.
    /// That is more than takes a roller or a ball out of the hand ([Permitted]: H21 and H23). With the others
    /// the exercise itself falls, by its tags or its entry in the catalogue, and a sentence has neither.
    private static final Set<Condition> NO_PRESSING = Set.of(
            Condition.OSTEOPOROSIS,
            Condition.SYSTEMIC_STEROIDS,
            Condition.VERTEBRAL_FRACTURE,
            Condition.VERTEBRAL_FRACTURE_SUSPECTED,
            Condition.AXIAL_SPA,
            Condition.FUSED_SPINE,
            Condition.THORACIC_SURGERY,
            Condition.ANTICOAGULANT,
            Condition.BLEEDING_DISORDER,
            Condition.SKIN_LESION,
            Condition.SHINGLES,
            Condition.DVT,
            Condition.SEVERE_DOMS);

    private static final Set<String> WARMTH_AND_COLD = Set.of(
            "ice-first-48-hours", "heat-after-48-hours", "warm-bath", "cold-or-warmth", "first-days-at-a-glance");

    /// Whatever is said of it in other words, or under another name.
    private static final Pattern WARMS_OR_COOLS = Pattern.compile(
            "\\b(warm|hot|cold|ice|heat) (pack|bath|wrap|bottle|shower)|\\bsauna|\\bcold or warmth|\\b(cold|warmth) if\\b");

    /// With these the skin or the body bears neither warmth nor cold as others do, or nobody has asked where.
    private static final Set<Condition> NO_WARMTH_NO_COLD = Set.of(
            Condition.SHINGLES,
            Condition.SKIN_LESION,
            Condition.DVT,
            Condition.ACUTE_INFECTION,
            Condition.DIABETES,
            Condition.CANCER_HISTORY,
            Condition.SPINAL_METASTASIS_POSSIBLE);

    /// Advice for going on, which nobody is given who should stop.
    private static final Map<Activity, String> GOING_ON =
            Map.of(Activity.RUNNING, "running-with-mild-pain", Activity.GYM, "load-progression");

    /// By which words the catalogue's prohibitions speak of a condition: it names none by its code.
    private static final Map<Condition, Pattern> SPOKEN_OF = Map.ofEntries(
            entry(Condition.OSTEOPOROSIS, Pattern.compile("thin bones")),
            entry(Condition.SYSTEMIC_STEROIDS, Pattern.compile("thin bones|steroid")),
            entry(Condition.VERTEBRAL_FRACTURE, Pattern.compile("thin bones|broken vertebra")),
            entry(Condition.VERTEBRAL_FRACTURE_SUSPECTED, Pattern.compile("thin bones|broken vertebra")),
            entry(Condition.RHEUMATOID_ARTHRITIS, Pattern.compile("rheumatoid arthritis")),
            entry(Condition.ATLANTOAXIAL_INSTABILITY, Pattern.compile("loose neck joints")),
            entry(Condition.DOWN_SYNDROME, Pattern.compile("loose neck joints")),
            entry(Condition.PREGNANCY, Pattern.compile("pregnan")),
            entry(Condition.HYPERTENSION, Pattern.compile("high blood pressure")),
            entry(Condition.HYPERTENSION_UNCONTROLLED, Pattern.compile("high blood pressure")),
            entry(Condition.CARDIAC_DISEASE, Pattern.compile("heart disease")),
            entry(Condition.CARDIAC_EVENT_RECENT, Pattern.compile("heart disease")),
            entry(Condition.VERTIGO, Pattern.compile("dizz")),
            entry(Condition.BPPV, Pattern.compile("dizz")),
            entry(Condition.CONCUSSION_RECENT, Pattern.compile("knock to the head")),
            entry(Condition.SHOULDER_IMPINGEMENT, Pattern.compile("shoulder pain")),
            entry(Condition.ROTATOR_CUFF_PAIN, Pattern.compile("shoulder pain")),
            entry(Condition.SHOULDER_INSTABILITY, Pattern.compile("shoulder that slips out")),
            entry(Condition.GLAUCOMA, Pattern.compile("eye disease")),
            entry(Condition.RETINAL_PROBLEM, Pattern.compile("eye disease")),
            entry(Condition.ANTICOAGULANT, Pattern.compile("blood thinner")),
            entry(Condition.BLEEDING_DISORDER, Pattern.compile("blood thinner|bleeding disorder")),
            entry(Condition.SKIN_LESION, Pattern.compile("broken.* skin|broken skin|rash")),
            entry(Condition.SHINGLES, Pattern.compile("shingles|rash")),
            entry(Condition.DVT, Pattern.compile("clot in a vein")),
            entry(Condition.ACUTE_INFECTION, Pattern.compile("infection|fever")),
            entry(Condition.DIABETES, Pattern.compile("poor circulation|nerve damage|feel little|feeling in the skin")),
            entry(Condition.CANCER_HISTORY, Pattern.compile("cancer|tumour")),
            entry(Condition.SPINAL_METASTASIS_POSSIBLE, Pattern.compile("cancer|tumour")));

    /// The catalogue says the same sentences to everybody: what stands in them is read once.
    private static final Map<String, Set<Fault>> READ = new ConcurrentHashMap<>();

    private static final Map<String, Set<Lead>> LEADS = new ConcurrentHashMap<>();

    private static final int MOST_READ = 10_000;

    private AdviceRules() {}

    static Optional<LeftOut> against(AdviceLine line, Recipient whom) {
        return OF_THE_PERSON.stream()
                .flatMap(rule -> rule.apply(line, whom).stream())
                .findFirst()
                .map(because -> new LeftOut(line.slug(), because));
    }

    /// Words that no plan may hold (H48, H26) cost a person this line, not the plan. They may be a clinic's own.
    static Optional<LeftOut> unfitToShow(AdviceLine line) {
        return unfit(line, line.sentences().toList());
    }

    static Optional<LeftOut> unfitToName(AdviceLine line) {
        return unfit(line, List.of(line.title()));
    }

    private static Optional<LeftOut> unfit(AdviceLine line, List<String> sentences) {
        return sentences.stream()
                .flatMap(text -> faults(text).stream())
                .min(Comparator.naturalOrder())
                .map(fault -> new LeftOut(line.slug(), fault.because));
    }

    /// What a sentence may not say, the gravest first.
    private enum Fault {
        CLAIM("Left out by rule H48: its words say more than anybody can know."),
        DOSE("Left out by rule H26: it gives an amount of a medicine."),
        /// Who must not take it cannot be known here: nobody was asked about stomach, kidneys or other medicines.
        MEDICINE("It names medicines, and a plan does not know what else you take or have. Read it together with a"
                + " pharmacist.");

        private final String because;

        Fault(String because) {
            this.because = because;
        }
    }

    /// What a line leads to that not everybody bears.
    private enum Lead {
        PRESSING(PRESSES),
        WARMTH_OR_COLD(WARMS_OR_COOLS);

        private final Pattern words;

        Lead(Pattern words) {
            this.words = words;
        }
    }

    private static Set<Fault> faults(String text) {
        return once(READ, text, AdviceRules::read);
    }

    private static <T> Set<T> once(Map<String, Set<T>> known, String text, Function<String, Set<T>> read) {
        if (known.size() >= MOST_READ) {
            known.clear();
        }
        return known.computeIfAbsent(text, read);
    }

    private static Set<Lead> leads(String text) {
        var leads = EnumSet.allOf(Lead.class);
        leads.removeIf(lead -> !finds(lead.words, text));
        return leads;
    }

    private static Set<Fault> read(String text) {
        var faults = EnumSet.noneOf(Fault.class);
        if (WeekRules.claims(text)) {
            faults.add(Fault.CLAIM);
        }
        if (finds(WeekRules.MEDICINE_DOSE, text)) {
            faults.add(Fault.DOSE);
        }
        if (finds(WeekRules.MEDICINE, text)) {
            faults.add(Fault.MEDICINE);
        }
        return faults;
    }

    private static Optional<String> isOver(AdviceLine line, Recipient whom) {
        return line.toHour()
                .filter(to -> whom.hour().filter(hour -> hour >= to).isPresent())
                .map(to -> "Its time is over: it is for the first %s of the pain.".formatted(SelfCareClock.span(to)));
    }

    private static Optional<String> pressesWhereThatCanHarm(AdviceLine line, Recipient whom) {
        return firstOf(NO_PRESSING, whom)
                .filter(_ -> recommends(line, Lead.PRESSING))
                .map(condition -> "Left out because of " + condition.words()
                        + ": rolling, pressing and massage can harm then. Ask a doctor first.");
    }

    private static Optional<String> warmsOrCoolsWhereThatCanHarm(AdviceLine line, Recipient whom) {
        return firstOf(NO_WARMTH_NO_COLD, whom)
                .filter(_ -> warmsOrCools(line))
                .map(condition -> "Left out because of " + condition.words()
                        + ": warmth and cold can harm then. Ask a doctor or pharmacist first.");
    }

    private static boolean warmsOrCools(AdviceLine line) {
        return WARMTH_AND_COLD.contains(line.slug()) || recommends(line, Lead.WARMTH_OR_COLD);
    }

    private static Optional<String> pressesWhereTriageForbidsIt(AdviceLine line, Recipient whom) {
        return firstLimit(
                        whom,
                        it -> it.classes().contains(ExerciseClass.SELF_MASSAGE)
                                || it.tags().contains(Tag.DEEP_PRESSURE))
                .filter(_ -> recommends(line, Lead.PRESSING))
                .map(limit -> "Left out because of %s.".formatted(limit.words()));
    }

    private static Optional<String> warmsOrCoolsWhereTriageForbidsIt(AdviceLine line, Recipient whom) {
        return firstLimit(whom, it -> it.tags().contains(Tag.HEAT_OR_COLD))
                .filter(_ -> warmsOrCools(line))
                .map(limit -> "Left out because of %s.".formatted(limit.words()));
    }

    /// What is known goes before what only a question is open about.
    private static Optional<Forbidden> firstLimit(Recipient whom, Predicate<Forbidden> what) {
        return whom.withheld().forbids().stream().filter(what).min(Comparator.comparing(Forbidden::assumed));
    }

    private static Optional<String> leadsToWhatThePlanWithholds(AdviceLine line, Recipient whom) {
        return whom.withheld()
                .from(line.slug())
                .map(it -> "Left out because it leads to an exercise that is not for you now (rule %s): %s."
                        .formatted(it.ruleId(), it.clause()));
    }

    /// Praise leads to it as well as a request does; a warning may name what it warns of.
    private static boolean recommends(AdviceLine line, Lead what) {
        return (line.topic().asksToDo() || line.topic() == Topic.BENEFIT)
                && once(LEADS, line.title() + ". " + line.text(), AdviceRules::leads)
                        .contains(what);
    }

    private static Optional<Condition> firstOf(Set<Condition> conditions, Recipient whom) {
        return codes(whom).stream().filter(conditions::contains).findFirst();
    }

    /// A warning stays: who has thin bones must hear what to beware of with thin bones.
    private static Optional<String> isForbiddenWithACondition(AdviceLine line, Recipient whom) {
        if (!line.topic().asksToDo()) {
            return Optional.empty();
        }
        return codes(whom).stream()
                .flatMap(condition -> forbidding(line, condition)
                        .map(never -> "Left out because of %s. It says: never %s.".formatted(condition.words(), never)))
                .findFirst();
    }

    private static Stream<String> forbidding(AdviceLine line, Condition condition) {
        return Optional.ofNullable(SPOKEN_OF.get(condition)).stream()
                .flatMap(words -> line.never().stream().filter(never -> finds(words, never)));
    }

    private static Optional<String> goesOnWhereTriageStops(AdviceLine line, Recipient whom) {
        return whom.activities().stream()
                .filter(it -> it.pace() == Pace.STOP)
                .filter(it -> line.slug().equals(GOING_ON.get(it.activity())))
                .findFirst()
                .map(it -> "Left out because of rule %s of triage: %s".formatted(it.ruleId(), it.text()));
    }

    private static List<Condition> codes(Recipient whom) {
        return whom.conditions().stream()
                .map(ReportedCondition::code)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean finds(Pattern pattern, String text) {
        return pattern.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
