package org.scapula.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoorTest {

    @Test
    void nobodyWaitsForAnotherAndEverybodysLineIsClosedAfterwards() throws IOException {
        var second = new CountDownLatch(2);
        try (var door = new Door(caller -> {
                    second.countDown();
                    second.await();
                    caller.getOutputStream().write('!');
                });
                var one = come(door);
                var other = come(door)) {

            assertThat(one.getInputStream().readAllBytes()).asString().isEqualTo("!");
            assertThat(other.getInputStream().readAllBytes()).asString().isEqualTo("!");
        }
    }

    @Test
    void whoHangsUpKeepsNobodyElseOut() throws IOException {
        try (var door = new Door(caller -> {
            if (caller.getInputStream().read() < 0) {
                throw new IOException("gone");
            }
            caller.getOutputStream().write('!');
        })) {
            come(door).close();
            try (var next = come(door)) {
                next.getOutputStream().write('?');

                assertThat(next.getInputStream().readAllBytes()).asString().isEqualTo("!");
            }
        }
    }

    @Test
    void onceItIsClosedNobodyComesInAndWhoIsInIsSentAway() throws IOException, InterruptedException {
        var in = new CountDownLatch(1);
        var door = new Door(_ -> {
            in.countDown();
            new CountDownLatch(1).await();
        });
        try (var inside = come(door)) {
            in.await();

            door.close();

            assertThat(inside.getInputStream().read()).isNegative();
            assertThatThrownBy(() -> come(door).close()).isInstanceOf(ConnectException.class);
        }
    }

    private static Socket come(Door door) throws IOException {
        var line = new Socket(door.address().getHost(), door.address().getPort());
        line.setSoTimeout(5000);
        return line;
    }
}
