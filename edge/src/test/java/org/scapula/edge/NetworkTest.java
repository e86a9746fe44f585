package org.scapula.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void anIpv4AddressStandsForItself() {
        assertThat(Network.of("192.0.2.7")).isEqualTo("192.0.2.7").isNotEqualTo(Network.of("192.0.2.8"));
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOne() {
        assertThat(Network.of("2001:db8:1:2::1"))
                .isEqualTo(Network.of("2001:db8:1:2:ffff:ffff:ffff:ffff%eth0"))
                .isNotEqualTo(Network.of("2001:db8:1:3::1"));
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsTheSame() {
        assertThat(Network.of("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
    }
}
