package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody who tries their own system has written into a file.
class OutsideSystemTest {

    private static final List<String> WHOLE = List.of(
            "kind=POLLING",
            "address=https://clinic.example/v1",
            "key=a-key-of-the-clinic",
            "contact=it@clinic.example",
            "visit-type=4",
            "patient=p-1",
            "practitioners=17,23");

    @TempDir
    Path folder;

    @Test
    void aWholeFileIsASystem() throws IOException {
        var read = read(WHOLE.stream());

        assertThat(read.complaint()).isEmpty();
        assertThat(read.system()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "address", "visit-type", "patient", "practitioners"})
    void aLineThatIsMissingIsSaidInASentence(String name) throws IOException {
        var read = read(WHOLE.stream().filter(line -> !line.startsWith(name + "=")));

        assertThat(read.system()).isEmpty();
        assertThat(read.complaint())
                .contains("clinic.properties: " + name + " is missing. SCHEDULING.md says what its lines are.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=FHIR          | kind must be one of [FHIR_SLOT, FHIR_FIND, EASY, POLLING]",
                "practitioners=17   | practitioners must name two, with a comma between them",
                "key=               | key is missing",
                "key=short          | key has less than 16 characters",
                "kind=EASY\\nkey=    | key is missing",
                "contact=           | contact is missing",
                "contact=clinic     | contact must be an e-mail address",
                "private-key={}     | client-id is missing",
                "private-key-file=k | client-id is missing",
                "client-id=scapula  | private-key-file is missing",
                "client-id=scapula\\nprivate-key-file=k.jwk | private-key-file k.jwk cannot be read"
            })
    void aLineThatCannotBeIsSaidInASentence(String line, String why) throws IOException {
        var read = read(Stream.concat(WHOLE.stream(), Stream.of(line.replace("\\n", "\n"))));

        assertThat(read.complaint()).get().asString().startsWith("clinic.properties: " + why);
    }

    @Test
    void aFileThatIsNotThereIsSaidInASentence() {
        var read = OutsideSystem.read(folder.resolve("nowhere").toString());

        assertThat(read.complaint()).get().asString().startsWith("nowhere: it cannot be read");
    }

    private OutsideSystem.Read read(Stream<String> lines) throws IOException {
        var file = folder.resolve("clinic.properties");
        return OutsideSystem.read(Files.write(file, lines.toList()).toString());
    }
}
