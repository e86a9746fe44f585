package org.scapula.triage;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.HashMap;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.RuleSet;

/// Gives back what it gets, once as it is and once after the whole rule set was evaluated. No part of the product:
/// `local-stack/triage-cost` puts it into a copy, to measure what an evaluation costs.
@Path("/echo")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Echo {

    private static final RuleSet RULES = RuleSet.shipped();

    @POST
    @PermitAll
    public Uni<JsonNode> echo(JsonNode said) {
        return Uni.createFrom().item(said);
    }

    @POST
    @Path("judged")
    @PermitAll
    public Uni<JsonNode> judged(JsonNode said) {
        return Uni.createFrom().item(said).invoke(Echo::judge);
    }

    private static void judge(JsonNode said) {
        var answers = new HashMap<String, Answer>();
        said.path("answers").properties().forEach(answer -> answers.put(answer.getKey(), answer(answer.getValue())));
        if (RULES.judge(Answers.of(answers).saying(said.path("freeText").asText())).fired() == null) {
            throw new IllegalStateException("no verdict");
        }
    }

    private static Answer answer(JsonNode said) {
        if (said.isNumber()) {
            return new Answer.Number(new BigDecimal(said.asText()));
        }
        return switch (said.asText()) {
            case "yes" -> Answer.YES;
            case "no" -> Answer.NO;
            default -> Answer.UNKNOWN;
        };
    }
}
