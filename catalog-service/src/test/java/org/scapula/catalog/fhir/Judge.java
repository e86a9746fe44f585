package org.scapula.catalog.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;

/// The validator of HAPI, with the specification of R4 and our own extensions, and nothing from the network.
final class Judge {

    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final FhirValidator VALIDATOR = validator();

    private Judge() {}

    static List<String> complaintsAbout(String json) {
        return VALIDATOR.validateWithResult(json).getMessages().stream()
                .map(Judge::said)
                .toList();
    }

    /// The paths of all that an extension of ours may hold, worked out from what it says beyond a plain extension.
    static List<String> snapshotOf(String structure) {
        var definition = R4.newJsonParser().parseResource(StructureDefinition.class, structure);
        var generated = (StructureDefinition) new SnapshotGeneratingValidationSupport(R4)
                .generateSnapshot(
                        new ValidationSupportContext(new ValidationSupportChain(
                                new DefaultProfileValidationSupport(R4), new SnapshotGeneratingValidationSupport(R4))),
                        definition,
                        definition.getUrl(),
                        null,
                        definition.getName());
        return generated.getSnapshot().getElement().stream()
                .map(ElementDefinition::getPath)
                .toList();
    }

    private static String said(SingleValidationMessage message) {
        return message.getSeverity() + " " + message.getLocationString() + ": " + message.getMessage();
    }

    private static FhirValidator validator() {
        var ours = new PrePopulatedValidationSupport(R4);
        structures().forEach(ours::addStructureDefinition);
        var instance = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                new InMemoryTerminologyServerValidationSupport(R4),
                ours,
                new SnapshotGeneratingValidationSupport(R4)));
        // An extension that nobody has defined is a mistake of ours.
        instance.setAnyExtensionsAllowed(false);
        return R4.newValidator().registerValidatorModule(instance);
    }

    private static List<StructureDefinition> structures() {
        try (var files = Files.list(Path.of("src/main/resources/fhir/structures"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(Judge::read)
                    .map(text -> R4.newJsonParser().parseResource(StructureDefinition.class, text))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
