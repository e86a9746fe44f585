package org.scapula.planner.fhir.cards;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A question of a clinic's system, as CDS Hooks says it. Systems send more than we read, such as an authorization for
/// their own server: that is never looked at and never kept.
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(
        name = "HookCall",
        description = "A call as CDS Hooks describes it. What is not named here (fhirServer,"
                + " fhirAuthorization, extension) may come, and is neither read nor kept.",
        requiredProperties = {"hook", "hookInstance", "context"},
        examples = """
                {"hook": "patient-view", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
                 "context": {"userId": "Practitioner/17", "patientId": "p-4711"}}""")
public record NewHookCall(
        @Schema(examples = "patient-view") @NotNull String hook,

        @Schema(examples = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea") @NotNull
        UUID hookInstance,

        @NotNull @Valid Context context,

        Optional<Prefetch> prefetch) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(
            name = "HookPrefetch",
            description = "Read only where the clinic's FHIR server has ids of its own for patients.",
            examples = Whom.PREFETCH)
    public record Prefetch(
            @Schema(
                    nullable = false,
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description = "The Patient in FHIR R4, of which nothing but `id` and `identifier` is read.",
                    examples = Whom.PATIENT)
            Optional<Object> patient) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(
            name = "HookContext",
            description = "Whom it is about, and in `appointment-book` the times that are proposed.",
            requiredProperties = "patientId",
            examples = "{\"userId\": \"Practitioner/17\", \"patientId\": \"p-4711\"}")
    public record Context(
            @Schema(
                    description = "The clinic's reference of the patient, by which Scapula knows them.",
                    examples = "p-4711")
            @NotNull
            String patientId,

            @Schema(
                    nullable = false,
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description =
                            "Required in `appointment-book`: a Bundle with at least one Appointment in FHIR R4, of"
                                    + " which nothing but `start` is read.",
                    examples = """
                            {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Appointment",
                             "status": "proposed", "start": "2026-11-23T09:00:00Z"}}]}""")
            Optional<Object> appointments) {}
}
