package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;

/// What a plan needs to know of a person: how long, how easily provoked, and what forbids movements.
/// Where an answer is missing the more cautious value is taken.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "What a plan needs to know of a person. Missing answers count as the more cautious value.",
        examples = """
                {"ageYears": 41, "nprs": 4, "nprsWorst": 6, "durationDays": 10, "stage": "ACUTE", "irritability": "MODERATE",
                 "conditions": [], "because": ["The pain began less than 42 days ago.", "The pain is 4 to 6 of 10."]}""")
public record Picture(
        @Schema(type = SchemaType.INTEGER, format = "int32", examples = "41")
        Optional<Integer> ageYears,

        @Schema(type = SchemaType.INTEGER, format = "int32", description = "Pain now, 0 to 10.", examples = "4")
        Optional<Integer> nprs,

        @Schema(type = SchemaType.INTEGER, format = "int32", description = "Worst pain, 0 to 10.", examples = "6")
        Optional<Integer> nprsWorst,

        @Schema(type = SchemaType.INTEGER, format = "int32", examples = "10")
        Optional<Integer> durationDays,

        @Schema(type = SchemaType.INTEGER, format = "int32", examples = "30")
        Optional<Integer> onsetHoursAgo,

        @Schema(
                type = SchemaType.STRING,
                implementation = String.class,
                enumeration = {"ACUTE", "SUBACUTE", "CHRONIC"},
                description = "Under 42 days, 42 to 84, over 84.",
                examples = "ACUTE",
                required = true)
        Stage stage,

        @Schema(
                type = SchemaType.STRING,
                implementation = String.class,
                enumeration = {"HIGH", "MODERATE", "LOW"},
                description = "How easily the pain is provoked.",
                examples = "MODERATE",
                required = true)
        Irritability irritability,

        @Schema(
                description = "Codes of conditions that limit movements.",
                examples = "[\"osteoporosis\"]",
                required = true)
        List<String> conditions,

        @Schema(
                description = "Why stage, irritability and conditions are as they are.",
                examples = "[\"The pain began less than 42 days ago.\"]",
                required = true)
        List<String> because) {

    public enum Stage {
        ACUTE,
        SUBACUTE,
        CHRONIC
    }

    public enum Irritability {
        HIGH,
        MODERATE,
        LOW
    }

    private record Sign(String finding, List<String> conditions, String because) {}

    private record Found<T>(T value, String because) {}

    // Blanpied 2017
    private static final int SUBACUTE_FROM_DAYS = 42;
    private static final int SUBACUTE_TO_DAYS = 84;

    // Kelley 2013
    private static final int HIGH_FROM = 7;
    private static final int LOW_TO = 3;

    private static final List<Sign> SIGNS = List.of(
            new Sign("osteoporosis", List.of("osteoporosis"), "You were told that your bones are thin."),
            new Sign(
                    "fragilityFracture",
                    List.of("osteoporosis"),
                    "A bone broke in a small fall: counted as thin bones."),
            new Sign("heightLoss", List.of("osteoporosis"), "You became shorter: counted as thin bones."),
            new Sign(
                    "steroidsOver3Months",
                    List.of("systemic_steroids"),
                    "You took steroid tablets for over three months."),
            new Sign("bloodThinners", List.of("anticoagulant"), "You take blood thinners or bleed easily."),
            new Sign("cancerHistory", List.of("cancer_history"), "You had cancer."),
            new Sign("pregnant", List.of("pregnancy"), "You are pregnant."),
            new Sign(
                    "aorticDisease",
                    List.of("aneurysm", "aortic_disease"),
                    "Your main artery or a heart valve is ill."),
            new Sign(
                    "connectiveTissueDisease",
                    List.of("marfan"),
                    "You were told of Marfan syndrome or a like illness."),
            // Where it was is not asked, so all three count.
            new Sign(
                    "recentOperation",
                    List.of("abdominal_surgery", "thoracic_surgery", "breast_surgery"),
                    "You had an operation in the last 12 weeks."),
            new Sign("blisterBand", List.of("shingles", "skin_lesion"), "There is a rash on one side of your body."),
            new Sign("oneLegSwollen", List.of("dvt"), "One leg is swollen."),
            new Sign("feverish", List.of("acute_infection"), "You feel feverish."),
            new Sign("darkUrine", List.of("dark_urine"), "Your urine is dark."),
            new Sign("severeMusclePainAfterEffort", List.of("severe_doms"), "Your muscles hurt badly after effort."),
            new Sign("veryUnsteady", List.of("vertigo", "fall_risk"), "You are unsteady or dizzy."),
            new Sign("walkingTrouble", List.of("fall_risk"), "You have trouble with your walking."),
            new Sign("armPain", List.of("cervical_radiculopathy"), "The pain spreads down an arm."));

    static Picture of(Answers answers) {
        var stage = stage(answers);
        var irritability = irritability(answers);
        var because = new ArrayList<>(List.of(stage.because(), irritability.because()));
        because.addAll(reasons(answers));
        return new Picture(
                whole(answers, "ageYears"),
                whole(answers, "nprsNow"),
                whole(answers, "nprsWorst"),
                whole(answers, "durationDays"),
                whole(answers, "onsetHoursAgo"),
                stage.value(),
                irritability.value(),
                List.copyOf(conditions(answers)),
                List.copyOf(because));
    }

    /// The findings that are read here; the rule set must know them all.
    static List<String> reads() {
        var read = new ArrayList<>(List.of(
                "ageYears",
                "nprsNow",
                "nprsWorst",
                "durationDays",
                "onsetHoursAgo",
                "nightOrRestPain",
                "nightPainNoPositionHelps",
                "flareLongerThanADay"));
        SIGNS.forEach(sign -> read.add(sign.finding()));
        return List.copyOf(read);
    }

    private static Found<Stage> stage(Answers answers) {
        return whole(answers, "durationDays")
                .map(Picture::stage)
                .orElseGet(() ->
                        new Found<>(Stage.ACUTE, "How long the pain has lasted is not known, so it counts as new."));
    }

    private static Found<Stage> stage(int days) {
        if (days < SUBACUTE_FROM_DAYS) {
            return new Found<>(Stage.ACUTE, "The pain began less than 42 days ago.");
        }
        return days <= SUBACUTE_TO_DAYS
                ? new Found<>(Stage.SUBACUTE, "The pain began 42 to 84 days ago.")
                : new Found<>(Stage.CHRONIC, "The pain began more than 84 days ago.");
    }

    private static Found<Irritability> irritability(Answers answers) {
        if (mayBe(answers, "nightOrRestPain") || mayBe(answers, "nightPainNoPositionHelps")) {
            return high("Pain at night or at rest, or not known.");
        }
        if (mayBe(answers, "flareLongerThanADay")) {
            return high("The pain stays worse for more than a day after too much, or not known.");
        }
        return whole(answers, "nprsNow")
                .map(Picture::irritability)
                .orElseGet(() -> high("How strong the pain is now is not known."));
    }

    private static Found<Irritability> irritability(int nprs) {
        if (nprs >= HIGH_FROM) {
            return high("The pain is 7 or more of 10.");
        }
        return nprs > LOW_TO
                ? new Found<>(Irritability.MODERATE, "The pain is 4 to 6 of 10.")
                : new Found<>(Irritability.LOW, "The pain is 3 or less of 10.");
    }

    private static Found<Irritability> high(String because) {
        return new Found<>(Irritability.HIGH, because);
    }

    private static Set<String> conditions(Answers answers) {
        var codes = new LinkedHashSet<String>();
        present(answers).forEach(sign -> codes.addAll(sign.conditions()));
        return codes;
    }

    private static List<String> reasons(Answers answers) {
        return present(answers).stream().map(Sign::because).toList();
    }

    private static List<Sign> present(Answers answers) {
        return SIGNS.stream()
                .filter(sign -> answers.to(sign.finding()).equals(Answer.YES))
                .toList();
    }

    private static boolean mayBe(Answers answers, String finding) {
        return !answers.to(finding).equals(Answer.NO);
    }

    private static Optional<Integer> whole(Answers answers, String finding) {
        return answers.to(finding) instanceof Answer.Number(BigDecimal value)
                ? Optional.of(value.intValue())
                : Optional.empty();
    }
}
