package org.scapula.planner.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.scapula.planner.week.MadeUpPeople;
import org.scapula.planner.week.Outcome;

/// Tells a digest of each plan that it makes of as many made-up people as it is told.
public final class PlansInThisJvm {

    private PlansInThisJvm() {}

    @SuppressWarnings("SystemOut") // read by whoever started it
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        var drafts = new MadeUpDrafts(
                Assessed.selfCare().put("assessedAt", "2026-11-22T08:00:00Z").put("reviewDate", "2026-11-29"));
        for (var person = 0; person < Integer.parseInt(arguments[0]); person++) {
            System.out.println(person + " " + said(drafts, person));
        }
    }

    private static String said(MadeUpDrafts drafts, int person) throws NoSuchAlgorithmException {
        var facts = MadeUpPeople.facts(person);
        return switch (MadeUpPeople.outcome(facts)) {
            case Outcome.Refused refused -> refused.toString();
            case Outcome.Planned planned -> {
                var id = new UUID(0, person);
                var view = MadeUpDrafts.view(drafts.of(facts, planned, "p-" + person, id), planned, id);
                yield "plan " + digest(MadeUpDrafts.written(view));
            }
        };
    }

    private static String digest(String plan) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(plan.getBytes(StandardCharsets.UTF_8)));
    }
}
