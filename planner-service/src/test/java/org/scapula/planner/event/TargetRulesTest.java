package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRulesTest {

    private static final TargetRules STRICT = new TargetRules(Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.0.9",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.5",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsNotCalled(String address) {
        assertThat(STRICT.mayBeCalled(InetAddress.ofLiteral(address), true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.9.9.9",
                "93.184.216.34",
                "100.63.255.255",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.0.1",
                "2606:2800:220:1::1",
                "2a00:1450:4001::5"
            })
    void whatIsPublicIsCalledEncryptedOnly(String address) {
        assertThat(STRICT.mayBeCalled(InetAddress.ofLiteral(address), true)).isTrue();
        assertThat(STRICT.mayBeCalled(InetAddress.ofLiteral(address), false)).isFalse();
    }

    /// The ways to write an address that a reader would not think of.
    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "0x7f.0.0.1", "[::ffff:7f00:1]", "[::1]", "localhost"})
    void howeverThisMachineIsWrittenItIsNotCalled(String host) {
        try {
            for (var machine : InetAddress.getAllByName(host)) {
                assertThat(STRICT.mayBeCalled(machine, true)).isFalse();
            }
        } catch (UnknownHostException refusedAltogether) {
            assertThat(host).startsWith("0x");
        }
    }

    @Test
    void whatTheOperatorAllowsIsCalledAndNothingBesideIt() {
        var rules = new TargetRules(Set.of("10.1.2.0/24", "127.0.0.1", "fd12:3456::/32"));

        assertThat(rules.mayBeCalled(InetAddress.ofLiteral("10.1.2.77"), false)).isTrue();
        assertThat(rules.mayBeCalled(InetAddress.ofLiteral("10.1.3.77"), true)).isFalse();
        assertThat(rules.mayBeCalled(InetAddress.ofLiteral("127.0.0.1"), false)).isTrue();
        assertThat(rules.mayBeCalled(InetAddress.ofLiteral("127.0.0.2"), true)).isFalse();
        assertThat(rules.mayBeCalled(InetAddress.ofLiteral("fd12:3456:1::1"), false))
                .isTrue();
        assertThat(rules.mayBeCalled(InetAddress.ofLiteral("fd12:3457::1"), true))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "clinic.example", "10.0.0.0/x"})
    void aNetworkThatIsNoneStopsTheStart(String network) {
        assertThatThrownBy(() -> new TargetRules(Set.of(network))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://clinic.example/",
                "file:///etc/passwd",
                "clinic.example/hook",
                "https:///hook",
                "https://",
                "https://user:secret@clinic.example/",
                "https://clinic.example/#there",
                "https://clinic.example:0/",
                "https://clinic.example:70000/",
                "https://clinic example/",
                "javascript:alert(1)",
                ""
            })
    void whatIsNoAddressOfTheWebIsRefused(String url) {
        assertThat(TargetRules.complaintAbout(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://clinic.example", "https://clinic.example:8443/hook?clinic=north", "http://127.0.0.1:9/"
            })
    void anAddressOfTheWebIsOne(String url) {
        assertThat(TargetRules.complaintAbout(url)).isEmpty();
    }
}
