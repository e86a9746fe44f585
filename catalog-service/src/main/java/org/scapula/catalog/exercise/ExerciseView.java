package org.scapula.catalog.exercise;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.Category;
import org.scapula.catalog.content.Context;
import org.scapula.catalog.content.Contraindication;
import org.scapula.catalog.content.Cues;
import org.scapula.catalog.content.Direction;
import org.scapula.catalog.content.Dose;
import org.scapula.catalog.content.Equipment;
import org.scapula.catalog.content.ExerciseClass;
import org.scapula.catalog.content.JointAction;
import org.scapula.catalog.content.Kind;
import org.scapula.catalog.content.Muscle;
import org.scapula.catalog.content.Position;
import org.scapula.catalog.content.Region;
import org.scapula.catalog.content.StageDose;
import org.scapula.catalog.content.Substitute;
import org.scapula.catalog.content.Tag;
import org.scapula.catalog.content.Target;

/// Everything the catalogue knows about one exercise.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {
            "id",
            "catalogVersion",
            "version",
            "shipped",
            "language",
            "untranslated",
            "slug",
            "kind",
            "name",
            "aliases",
            "category",
            "categories",
            "exerciseClass",
            "positions",
            "equipment",
            "niceToHave",
            "region",
            "primaryMuscles",
            "secondaryMuscles",
            "targets",
            "direction",
            "oneSided",
            "level",
            "shoulderElevationDegrees",
            "tags",
            "contraindications",
            "steps",
            "cues",
            "contexts",
            "commonMistakes",
            "household",
            "jointActions",
            "stageDoses",
            "doses",
            "regressTo",
            "progressTo",
            "members",
            "sources"
        },
        examples = ExerciseView.EXAMPLE)
public record ExerciseView(
        @Schema(description = "Stays the same for as long as the slug exists.")
        UUID id,

        @Schema(description = "The edition that this answer is part of.")
        String catalogVersion,

        @Schema(description = "Counts what was published of this exercise; every version is kept.")
        int version,

        @Schema(description = "It came with the product; otherwise it is the clinic's own.")
        boolean shipped,

        @Schema(description = "A language tag; what is untranslated is English all the same.")
        String language,

        @Schema(description = "Fields that stayed English because nobody has translated them.")
        List<String> untranslated,

        String slug,

        @Schema(description = "Of a shipped one: 1 to 45 for movements, higher for activities and groups.")
        Optional<Integer> number,

        Kind kind,
        String name,
        List<String> aliases,

        @Schema(description = "The main one of the categories.")
        Category category,

        List<Category> categories,

        @Schema(description = "Decides the bounds of a dose.")
        ExerciseClass exerciseClass,

        @Schema(description = "The usual one first.") List<Position> positions,

        @Schema(description = "Alternatives, each a list of what is needed together; an empty one needs nothing.")
        List<List<Equipment>> equipment,

        List<Equipment> niceToHave,
        Region region,
        List<Muscle> primaryMuscles,
        List<Muscle> secondaryMuscles,
        List<Target> targets,
        Direction direction,
        @Schema(description = "Done one side at a time.") boolean oneSided,

        @Schema(description = "1 easy to 3 hard.") int level,

        @Schema(description = "The most that the movement asks of the shoulder.")
        int shoulderElevationDegrees,

        @Schema(description = "What the movement does to the body; rules about conditions read these.")
        List<Tag> tags,

        @Schema(description = "Conditions with which it is out, or must be changed.")
        List<Contraindication> contraindications,

        List<String> steps,
        Cues cues,

        @Schema(description = "What the drawing shows, for who cannot see it.")
        Optional<String> picture,

        @Schema(description = "Whom it fits.") List<Context> contexts,

        @Schema(description = "What goes wrong, and what to do instead.")
        List<String> commonMistakes,

        @Schema(description = "The same movement made easier.")
        Optional<String> easier,

        @Schema(description = "The same movement made harder.")
        Optional<String> harder,

        @Schema(description = "What a home has instead of the equipment.")
        List<Substitute> household,

        @Schema(description = "What the joints do, or hold against load.")
        List<JointAction> jointActions,

        @Schema(description = "How much suits each stage of the pain, or why it is not for that stage.")
        List<StageDose> stageDoses,

        @Schema(description = "Exactly one is used; the others are what further sources say.")
        List<Dose> doses,

        @Schema(description = "Slugs of easier ones.") List<String> regressTo,

        @Schema(description = "Slugs of harder ones.") List<String> progressTo,

        @Schema(description = "Slugs; of a group only.") List<String> members,

        @Schema(description = "Ids of sources, or of items of an article such as S3-E03.")
        List<String> sources,

        @Schema(description = "Its drawing; activities, groups and most of a clinic's own have none.")
        Optional<FigureView> figure) {

    static final String EXAMPLE = """
            {"id": "019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27", "catalogVersion": "2-3f9c2a7b10de4c55",
             "version": 1, "shipped": true, "language": "en", "untranslated": [], "slug": "scapular-squeeze", "number": 29, "kind": "MOVEMENT", "name": "Shoulder blade squeeze",
             "aliases": ["scapular squeezes"], "category": "ACTIVATION", "categories": ["ACTIVATION"],
             "exerciseClass": "MOTOR_CONTROL", "positions": ["SITTING", "STANDING"], "equipment": [[]],
             "niceToHave": [], "region": "UPPER_BACK", "primaryMuscles": ["RHOMBOIDS", "MIDDLE_TRAPEZIUS"],
             "secondaryMuscles": [], "targets": ["SCAPULAR_CONTROL"], "direction": "NONE", "oneSided": false,
             "level": 1, "shoulderElevationDegrees": 0, "tags": [], "contraindications": [],
             "steps": ["Sit or stand tall.", "Draw your elbows back.", "Hold, then let go slowly."],
             "cues": {"feel": "Gentle work between your shoulder blades.",
               "doNotFeel": "Sharp pain, or shoulders creeping up to your ears.",
               "breathing": "Keep breathing while you hold."},
             "picture": "A person seen from behind draws both shoulder blades together.", "contexts": ["ANY"],
             "commonMistakes": ["The shoulders creep up: let them hang first, then draw back."],
             "easier": "Sit, rest your hands on your thighs and squeeze half as hard.",
             "harder": "Hold a band between your hands while you squeeze.", "household": [],
             "jointActions": ["SCAPULAR_RETRACTION"],
             "stageDoses": [{"stage": "ACUTE", "fits": true,
               "sets": {"min": 1, "max": 1, "source": "Scapula policy"},
               "reps": {"min": 5, "max": 8, "source": "Scapula policy"},
               "holdSeconds": {"min": 3, "max": 5, "source": "Scapula policy"},
               "note": "Short holds, so that sore muscles are not tired out."}],
             "doses": [{"used": true, "origin": "SOURCE",
               "sets": {"min": 1, "max": 1, "source": "S3-K02"},
               "reps": {"min": 10, "max": 10, "source": "S3-K02"},
               "holdSeconds": {"min": 5, "max": 5, "source": "S3-K02"},
               "side": "BOTH", "note": "The gentler of two figures."}],
             "regressTo": [], "progressTo": ["standing-row"], "members": [], "sources": ["S3-E03", "S4-E05"],
             "figure": {"href": "/exercises/scapular-squeeze/figure.svg", "drawnFor": "scapular-squeeze", "frames": 3,
               "frameOfStep": [1, 2, 3]}}""";
}
