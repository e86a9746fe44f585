package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must travel with every week: how much pain is acceptable, when to stop, whom to call, when to look again.
public final class GuidanceRules {

    private static final String MILD = "running-with-mild-pain";
    private static final String STOP = "running-stop-rule";

    /// Where each rule comes from. None of them was tested for upper back pain.
    public static final List<Origin> ORIGINS = List.of(
            new Origin("painRule", List.of("Silbernagel 2007", "Thomee 1997", "Kelley 2013", "Scapula policy")),
            new Origin("nextMorningRule", List.of("Silbernagel 2007", "Scapula policy")),
            new Origin("stopSigns", List.of("NICE NG234", "Scapula policy")),
            new Origin("safetyNet", List.of("BJGP (Almond)", "Scapula policy")),
            new Origin("reviewDate", List.of("NICE NG59", "Scapula policy")),
            new Origin("regressionRule", List.of("Silbernagel 2007", "Scapula policy")),
            new Origin("missedSessionRule", List.of("Scapula policy")));

    public static final String NEXT_MORNING =
            "Check again the next morning. The pain should be back to where it was before you exercised, and mornings"
                    + " should not get worse from day to day.";

    private static final String REGRESSION =
            "If the pain is 2 or more points higher the next morning, do about a quarter less next time: fewer sets, or"
                    + " an easier exercise. After two such mornings in a row, or when the pain stays 2 points up for"
                    + " longer than a day, do only the easy movements and walking for two to three days. Then start"
                    + " again with about half, and answer the triage questions again.";

    private static final String MISSED =
            "Missed a session? Leave it out and go on with the next one; never do two in one. After 7 days or more"
                    + " without exercise start again with at most 70 percent of the sets. After 21 days or more answer"
                    + " the triage questions again first.";

    private static final List<String> STOP_SIGNS = List.of(
            "Pain above 5 out of 10, or sharp pain that is new.",
            "New numbness, tingling or weakness in an arm or a leg, or trouble walking.",
            "New trouble with passing water or stool, or numbness between the legs: get emergency help.",
            "Pain or pressure in the chest, being short of breath, or fainting: get emergency help.",
            "Sudden severe headache, seeing double, trouble speaking or swallowing: get emergency help.",
            "Dizziness, feeling sick, or a racing heart that does not settle when you rest.",
            "Fever, chills, or feeling ill.");

    /// What every runner is told (H56), where neither triage nor the catalogue says it.
    private static final String RUN =
            "When you run: with 3 of 10 or less run less than usual; above 5, or when the next morning is worse, stop.";

    private static final List<Pattern> ALL_OF_IT = Stream.of(
                    "3 (out )?of 10 or less", "(above|over) 5 ", "worse the next morning|next morning is worse")
            .map(Pattern::compile)
            .toList();

    private static final List<String> RUN_SOURCES = List.of("S0-H03", "S0-R05", "Silbernagel 2007", "Scapula policy");

    private GuidanceRules() {}

    public static Guidance of(
            Week week,
            Set<Context> contexts,
            List<Advised> activities,
            List<AdviceLine> advice,
            List<String> safetyNet,
            String getHelpAgain,
            LocalDate reviewDate) {
        var net = new ArrayList<>(safetyNet);
        net.add(getHelpAgain);
        return new Guidance(
                painRule(ceiling(week)),
                STOP_SIGNS,
                net,
                reviewDate,
                REGRESSION,
                MISSED,
                contexts.contains(Context.RUNNING) ? Optional.of(runningRule(activities, advice)) : Optional.empty(),
                activities.stream().filter(it -> it.concerns(contexts)).toList());
    }

    /// The earlier of the week's own date and triage's; a date that has gone by means: today.
    public static LocalDate reviewDate(Week week, LocalDate triageReview, LocalDate today) {
        var earlier = triageReview.isBefore(week.reviewDate()) ? triageReview : week.reviewDate();
        var soonest = today.isBefore(week.startsOn()) ? week.startsOn() : today;
        return earlier.isBefore(soonest) ? soonest : earlier;
    }

    /// The stage and the irritability each set a limit; the lower one holds.
    static int ceiling(Week week) {
        var byStage = switch (week.stage()) {
            case ACUTE -> 2;
            case SUBACUTE -> 4;
            case CHRONIC -> 5;
        };
        var byIrritability = switch (week.irritability()) {
            case HIGH -> 2;
            case MODERATE -> 4;
            case LOW -> 5;
        };
        return Math.min(byStage, byIrritability);
    }

    private static String painRule(int ceiling) {
        return "Before, during and after exercise give your pain a number from 0 to 10. During and after it may reach "
                + ceiling
                + " at most. Above that, make the movement smaller or leave it out. Above 5, stop for the day.";
    }

    /// Whom triage tells to stop is not told to run on with mild pain.
    private static String runningRule(List<Advised> activities, List<AdviceLine> advice) {
        var said = said(activities, advice);
        return isEnough(activities, said) ? said : (said + " " + RUN).strip();
    }

    public static List<String> runningSources(List<Advised> activities, List<AdviceLine> advice) {
        var theirs = runningAdvice(activities, advice).flatMap(line -> line.sources().stream());
        var ours = isEnough(activities, said(activities, advice)) ? Stream.<String>of() : RUN_SOURCES.stream();
        return Stream.concat(theirs, ours).distinct().toList();
    }

    private static String said(List<Advised> activities, List<AdviceLine> advice) {
        var stopped = activities.stream()
                .filter(it -> it.stops(Activity.RUNNING))
                .map(Advised::text)
                .toList();
        var general = runningAdvice(activities, advice).map(AdviceLine::text);
        return Stream.concat(stopped.stream(), general).collect(Collectors.joining(" "));
    }

    private static boolean isEnough(List<Advised> activities, String said) {
        return activities.stream().anyMatch(it -> it.stops(Activity.RUNNING))
                || ALL_OF_IT.stream().allMatch(part -> part.matcher(said).find());
    }

    /// The catalogue's advice that the running rule is made of, for whom triage advises so; never with words that no
    /// plan may hold.
    private static Stream<AdviceLine> runningAdvice(List<Advised> activities, List<AdviceLine> advice) {
        boolean stopped = activities.stream().anyMatch(it -> it.stops(Activity.RUNNING));
        return advice.stream()
                .filter(line -> line.slug().equals(STOP) || (line.slug().equals(MILD) && !stopped))
                .filter(line -> AdviceRules.unfitToShow(line).isEmpty())
                .sorted((one, other) ->
                        Boolean.compare(one.slug().equals(STOP), other.slug().equals(STOP)));
    }

    /// One rule of the guidance and where it comes from.
    public record Origin(String rule, List<String> sources) {}
}
