package org.scapula.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p-4711",
                "4711",
                "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01",
                "urn:oid:1.2.3:77",
                "47110815",
                "20261399",
                "A1"
            })
    void whatAClinicsSystemNumbersPatientsWithIsOpaque(String reference) {
        assertThat(PatientReference.isOpaque(reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Smith",
                "Jane.Smith",
                "Jane Smith 1",
                "jane@example.org1",
                "1980-02-03",
                "03.02.1980",
                "3-2-80",
                "1980_02_03",
                "19800203",
                "p/1",
                "p-1\n",
                "ü1",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void whatLooksLikeANameOrADateOfBirthIsNot(String reference) {
        assertThat(PatientReference.isOpaque(reference)).isFalse();
    }
}
