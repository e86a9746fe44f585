package org.scapula.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.edge.access.Caller;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
        "2001::abcd, 2001:0:0:0:0:0:0:0/48",
        "::ffff:192.0.2.77, 192.0.2.0/24",
        "a-name.example.org, unknown"
    })
    void ofAPatientTheNetworkIsKept(String address, String kept) {
        assertThat(Addresses.kept(caller(Optional.of("p-1"), address))).isEqualTo(kept);
    }

    @Test
    void ofStaffTheWholeAddressIsKept() {
        assertThat(Addresses.kept(caller(Optional.empty(), "192.0.2.77"))).isEqualTo("192.0.2.77");
    }

    private static Caller caller(Optional<String> patient, String address) {
        return new Caller("north", "subject", Set.of("role"), patient, "app", address, "trace");
    }
}
