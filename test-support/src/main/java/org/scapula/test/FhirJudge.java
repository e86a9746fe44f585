package org.scapula.test;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.jspecify.annotations.Nullable;

/// The validator of HAPI, with the specification of R4 and nothing from the network. Errors fail; so does a warning
/// that is not known here with a reason.
public final class FhirJudge {

    private static final Pattern UNRESOLVED = Pattern.compile(
            "^WARNING .*The questionnaire 'urn:scapula:questionnaire:triage\\|[^']*' could not be resolved");

    private static final Map<Pattern, String> KNOWN = Map.of(
            UNRESOLVED,
            "Which questions it answers is not known here; where they are, answers are held against them.",
            Pattern.compile("^WARNING .*CodeSystem is unknown and can't be validated: urn:scapula:"),
            "The lists are Scapula's own; their values are in the OpenAPI document, not in a CodeSystem.",
            Pattern.compile("^WARNING (OperationOutcome|Bundle.entry.*OperationOutcome.*): .*dom-6:"),
            "Best practice only: what is to be said stands in the details and the diagnostics.",
            Pattern.compile("^WARNING .*CodeSystem is unknown and can't be validated: http://snomed.info/sct"),
            "SNOMED CT needs a licence and is not here; the one code that is used is checked by eye.",
            Pattern.compile("Error generating Snapshot: Unable to resolve package id hl7.fhir.r4.core#null"),
            "The validator looks for a package in a registry, which it does not have here.");

    private static final FhirContext R4 = FhirContext.forR4Cached();

    private static final DefaultProfileValidationSupport SPECIFICATION = new DefaultProfileValidationSupport(R4);

    private static final FhirValidator VALIDATOR = validator(SPECIFICATION);

    private static final Map<String, List<String>> JUDGED = new ConcurrentHashMap<>();

    private FhirJudge() {}

    private record Questions(Questionnaire asked) implements IValidationSupport {

        @Override
        public FhirContext getFhirContext() {
            return R4;
        }

        @Override
        public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String uri) {
            return type != null && type.isInstance(asked) && uri.startsWith(asked.getUrl()) ? type.cast(asked) : null;
        }
    }

    /// What leaves the face is what R4 knows, whatever it is.
    public static void finds(Response answer) {
        assertThat(answer.contentType()).startsWith("application/fhir+json");
        assertThat(complaintsAbout(answer.asString())).as(answer.asString()).isEmpty();
    }

    /// The answers are such as the questions allow.
    public static void findsThatItAnswers(Response answers, String questionnaire) {
        var known = new Questions(R4.newJsonParser().parseResource(Questionnaire.class, questionnaire));
        var complaints = complaints(validator(known), answers.asString());
        assertThat(complaints)
                .noneMatch(complaint -> UNRESOLVED.matcher(complaint).find());
        assertThat(serious(complaints)).isEmpty();
    }

    /// What was judged once need not be judged again.
    public static List<String> complaintsAbout(String json) {
        return JUDGED.computeIfAbsent(json, said -> serious(complaints(VALIDATOR, said)));
    }

    private static List<String> complaints(FhirValidator validator, String json) {
        return validator.validateWithResult(json).getMessages().stream()
                .map(FhirJudge::said)
                .toList();
    }

    private static List<String> serious(List<String> complaints) {
        return complaints.stream()
                .filter(complaint -> !complaint.startsWith("INFORMATION"))
                .filter(complaint -> KNOWN.keySet().stream()
                        .noneMatch(known -> known.matcher(complaint).find()))
                .toList();
    }

    private static String said(SingleValidationMessage message) {
        return message.getSeverity() + " " + message.getLocationString() + ": " + message.getMessage();
    }

    private static FhirValidator validator(IValidationSupport questions) {
        var instance = new FhirInstanceValidator(new ValidationSupportChain(
                SPECIFICATION,
                new CommonCodeSystemsTerminologyService(R4),
                new InMemoryTerminologyServerValidationSupport(R4),
                questions));
        // An extension that nobody has defined is a mistake of ours.
        instance.setAnyExtensionsAllowed(false);
        return R4.newValidator().registerValidatorModule(instance);
    }
}
