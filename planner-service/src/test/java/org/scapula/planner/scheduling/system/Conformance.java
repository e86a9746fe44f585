package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.Refused.Why;

/// What any scheduling system behind the port must do, whatever it speaks. One list for all; a system that lacks an act
/// must say so in the same words each time.
enum Conformance {
    ITS_PRACTITIONERS_AND_OFFERS_ARE_LISTED {
        @Override
        void hold(Tried tried) {
            assertThat(await(tried.system().practitioners()))
                    .extracting(Practitioner::id)
                    .contains(tried.one(), tried.other());
            var offers = await(offersIfListed(tried));
            if (needsAList(tried) || !offers.isEmpty()) {
                assertThat(offers).anyMatch(offer -> offer.isMappedAs(tried.code()));
            }
            tried.ifSmall(() -> assertThat(offers).anyMatch(offer -> !offer.isMappedAs(tried.code())));
        }
    },
    FREE_SLOTS_LIE_IN_THE_RANGE_IN_ORDER {
        @Override
        void hold(Tried tried) {
            var from = tried.soon();
            var until = from.plus(tried.behind().isPresent() ? Duration.ofHours(30) : Duration.ofDays(14));
            var slots = await(tried.system().freeSlots(new SlotWish(TYPE, Optional.empty(), from, until, 70)));

            assertThat(slots)
                    .hasSizeBetween(tried.behind().isPresent() ? 70 : 1, 70)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo((one, other) -> one.start().compareTo(other.start()));
            assertThat(slots).allSatisfy(slot -> {
                assertThat(slot.start()).isAfterOrEqualTo(from).isBefore(until);
                assertThat(slot.end()).isAfter(slot.start());
            });
            tried.ifSmall(() -> assertThat(slots)
                    .allMatch(slot -> slot.end().equals(slot.start().plus(Duration.ofMinutes(30))))
                    .extracting(FreeSlot::practitioner)
                    .contains(tried.one(), tried.other()));
        }
    },
    THE_NEXT_FREE_SLOT_IS_THE_FIRST_ONE {
        @Override
        void hold(Tried tried) {
            var from = tried.soon();
            var next = tried.next();
            var more = await(tried.system()
                    .freeSlots(new SlotWish(TYPE, Optional.empty(), from, from.plus(Duration.ofDays(20)), 9)));

            assertThat(next.start()).isEqualTo(more.getFirst().start());
        }
    },
    SLOTS_OF_ONE_PRACTITIONER_ARE_THEIRS {
        @Override
        void hold(Tried tried) {
            assertThat(await(tried.system().freeSlots(tried.wish(Optional.of(tried.other()), 6))))
                    .hasSize(6)
                    .allMatch(slot -> slot.practitioner().equals(tried.other()));
        }
    },
    A_VISIT_TYPE_THE_CLINIC_HAS_NOT_MAPPED_IS_REFUSED {
        @Override
        void hold(Tried tried) {
            var from = tried.soon();
            var wish = new SlotWish("HOME_VISIT", Optional.empty(), from, from.plus(Duration.ofDays(1)), 1);

            refuses(tried.system().freeSlots(wish), Why.UNKNOWN_VISIT_TYPE);
        }
    },
    A_BOOKED_SLOT_IS_FREE_NO_MORE {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            var visit = await(tried.system().book(tried.wanting(slot)));

            assertThat(visit.standing()).isEqualTo(Standing.BOOKED);
            assertThat(visit.start()).isEqualTo(slot.start());
            assertThat(visit.practitioner()).isEqualTo(slot.practitioner());
            assertThat(await(tried.system().freeSlots(tried.wish(Optional.empty(), 20))))
                    .noneMatch(other -> other.practitioner().equals(slot.practitioner())
                            && other.start().equals(slot.start()));
        }
    },
    THE_REFERRAL_ARRIVES {
        @Override
        void hold(Tried tried) {
            var wanted = tried.wanting(tried.next());
            var visit = await(tried.system().book(wanted));

            assertThat(tried.clinic().visits())
                    .filteredOn(kept -> kept.path("id").asText().equals(visit.id()))
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.toString())
                            .contains(wanted.referral().orElseThrow())
                            .contains(wanted.key()));
        }
    },
    THE_SAME_KEY_IS_THE_SAME_VISIT {
        @Override
        void hold(Tried tried) {
            var wanted = tried.wanting(tried.next());
            var first = await(tried.system().book(wanted));
            var again = await(tried.system().book(wanted));

            assertThat(again.id()).isEqualTo(first.id());
            assertThat(tried.takers(wanted.slot())).isEqualTo(1);
        }
    },
    A_TAKEN_SLOT_IS_GONE {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            var _ = await(tried.system().book(tried.wanting(slot)));
            var failure = failure(tried.system().book(tried.wanting(slot)));

            assertThat(failure).isInstanceOf(SlotGone.class);
            assertThat(tried.takers(slot)).isEqualTo(1);
        }
    },
    AN_UNKNOWN_PATIENT_IS_REFUSED {
        @Override
        void hold(Tried tried) {
            var wanted = new NewVisit(key(), "nobody-knows-them", tried.next(), Optional.empty(), Optional.empty());

            var before = tried.written();

            refuses(tried.system().book(wanted), Why.UNKNOWN_PATIENT);

            assertThat(tried.written()).as("neither they nor anything for them").isEqualTo(before);
            assertThat(tried.takers(wanted.slot())).isZero();
        }
    },
    AN_UNKNOWN_VISIT_IS_NO_VISIT {
        @Override
        void hold(Tried tried) {
            assertThat(failure(tried.system().visit("999999999")))
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.why()).isIn(Why.UNKNOWN_VISIT, Why.REMOVED_VISIT));
        }
    },
    WHAT_WAS_BOOKED_IS_FOUND_BY_ITS_KEY {
        @Override
        void hold(Tried tried) {
            var wanted = tried.wanting(tried.next());
            var visit = await(tried.system().book(wanted));

            assertThat(await(tried.system().bookedUnder(wanted.key(), wanted.patient())))
                    .map(BookedVisit::id)
                    .contains(visit.id());
            assertThat(await(tried.system().bookedUnder(key(), wanted.patient())))
                    .isEmpty();
        }
    },
    A_VISIT_MOVES_AND_ITS_OLD_TIME_IS_FREE {
        @Override
        void hold(Tried tried) {
            var slots = await(tried.system().freeSlots(tried.wish(Optional.of(tried.one()), 4)));
            var visit = await(tried.system().book(tried.wanting(slots.getFirst())));
            var moved = await(tried.system().reschedule(visit.id(), slots.getLast()));

            assertThat(moved.id()).isEqualTo(visit.id());
            assertThat(moved.start()).isEqualTo(slots.getLast().start());
            assertThat(tried.takers(slots.getFirst())).isZero();
            assertThat(await(tried.system().reschedule(visit.id(), slots.getLast()))
                            .start())
                    .as("asked twice")
                    .isEqualTo(moved.start());
        }
    },
    A_VISIT_MOVES_TO_SOMEBODY_ELSE_AT_THE_SAME_TIME {
        @Override
        void hold(Tried tried) {
            var ofOne = await(tried.system().freeSlots(tried.wish(Optional.of(tried.one()), 20)));
            var to = await(tried.system().freeSlots(tried.wish(Optional.of(tried.other()), 20))).stream()
                    .filter(slot -> ofOne.stream().anyMatch(same -> same.start().equals(slot.start())))
                    .findFirst()
                    .orElseThrow();
            var from = ofOne.stream()
                    .filter(slot -> slot.start().equals(to.start()))
                    .findFirst()
                    .orElseThrow();
            var visit = await(tried.system().book(tried.wanting(from)));
            var moved = await(tried.system().reschedule(visit.id(), to));

            assertThat(moved.practitioner()).isEqualTo(tried.other());
            assertThat(moved.start()).isEqualTo(from.start());
            assertThat(tried.takers(from)).isZero();
            assertThat(tried.takers(to)).isEqualTo(1);
        }
    },
    A_VISIT_DOES_NOT_MOVE_ONTO_ANOTHER {
        @Override
        void hold(Tried tried) {
            var slots = await(tried.system().freeSlots(tried.wish(Optional.of(tried.other()), 2)));
            var visit = await(tried.system().book(tried.wanting(slots.getFirst())));
            var _ = await(tried.system().book(tried.wanting(slots.getLast())));
            var failure = failure(tried.system().reschedule(visit.id(), slots.getLast()));

            assertThat(failure).isInstanceOf(SlotGone.class);
            assertThat(await(tried.system().visit(visit.id())).start())
                    .isEqualTo(slots.getFirst().start());
            assertThat(tried.takers(slots.getLast())).isEqualTo(1);
        }
    },
    A_MOVE_THAT_MAKES_TWO_IS_NEVER_BELIEVED {
        @Override
        void hold(Tried tried) {
            var slots = await(tried.system().freeSlots(tried.wish(Optional.of(tried.other()), 2)));
            var visit = await(tried.system().book(tried.wanting(slots.getFirst())));
            var _ = await(tried.system().book(tried.wanting(slots.getLast())));
            tried.ifSmall(() -> tried.clinic().isIn("CARELESS"));

            for (var time : List.of("first", "again")) {
                var failure = failure(tried.system().reschedule(visit.id(), slots.getLast()));

                assertThat(failure).as(time).isInstanceOfAny(SlotGone.class, Refused.class);
                staysWhereItWasOrAPersonIsTold(failure, tried, visit, slots.getLast());
            }
        }
    },
    A_LOST_ANSWER_TO_A_MOVE_DOES_NOT_HIDE_TWO {
        @Override
        void hold(Tried tried) {
            var slots = await(tried.system().freeSlots(tried.wish(Optional.of(tried.other()), 2)));
            var visit = await(tried.system().book(tried.wanting(slots.getFirst())));
            var _ = await(tried.system().book(tried.wanting(slots.getLast())));
            tried.clinic().isIn("LOST_ANSWERS", 1);
            var first = failure(tried.system().reschedule(visit.id(), slots.getLast()));
            tried.clinic().isFine();
            var again = failure(tried.system().reschedule(visit.id(), slots.getLast()));

            assertThat(first).isInstanceOf(SystemFailure.class);
            assertThat(again).isInstanceOfAny(SlotGone.class, Refused.class);
            staysWhereItWasOrAPersonIsTold(again, tried, visit, slots.getLast());
        }
    },
    A_CANCELLED_VISIT_GIVES_ITS_TIME_BACK {
        @Override
        void hold(Tried tried) {
            var wanted = tried.wanting(tried.next());
            var visit = await(tried.system().book(wanted));
            await(tried.system().cancel(visit.id(), CancelReason.BY_PATIENT));
            await(tried.system().cancel(visit.id(), CancelReason.BY_PATIENT));

            assertThat(tried.takers(wanted.slot())).isZero();
            assertThat(tried.standing(visit.id())).contains(Standing.CANCELLED);
            assertThat(await(tried.system().bookedUnder(wanted.key(), wanted.patient())))
                    .isEmpty();
        }
    },
    NO_SHOW_AND_FULFILLED_ARE_REPORTED_BACK {
        @Override
        void hold(Tried tried) {
            var one = await(tried.system().book(tried.wanting(tried.next())));
            var other = await(tried.system().book(tried.wanting(tried.next())));
            tried.clinic().reports(one.id(), "NOSHOW");
            tried.clinic().reports(other.id(), "FULFILLED");

            assertThat(tried.standing(one.id())).contains(Standing.NOSHOW);
            assertThat(tried.standing(other.id())).contains(Standing.FULFILLED);
        }
    },
    WHAT_CHANGED_IS_TOLD_ONCE {
        @Override
        void hold(Tried tried) {
            if (lacks(tried, Capability.CHANGES, tried.system().changesSince(Mark.BEGINNING))) {
                return;
            }
            var begin = await(tried.system().changesSince(Mark.BEGINNING)).next();
            var visit = await(tried.system().book(tried.wanting(tried.next())));
            var first = await(tried.system().changesSince(begin));
            tried.clinic().letsPass(Duration.ofSeconds(1));
            tried.clinic().reports(visit.id(), "CANCELLED");
            var second = await(tried.system().changesSince(first.next()));
            var third = await(tried.system().changesSince(second.next()));

            assertThat(first.visits()).contains(visit.id());
            assertThat(second.visits()).containsExactly(visit.id());
            assertThat(third.visits()).isEmpty();
        }
    },
    A_HELD_SLOT_IS_KEPT_AND_BOOKED {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            if (lacks(tried, Capability.HOLD, tried.system().hold(slot))) {
                return;
            }
            var held = await(tried.system().hold(slot));
            var other = failure(tried.system().hold(slot));
            var wanted = tried.wanting(slot, Optional.of(held));
            var visit = await(tried.system().book(wanted));

            assertThat(other).isInstanceOf(SlotGone.class);
            assertThat(visit.standing()).isEqualTo(Standing.BOOKED);
            assertThat(tried.takers(slot)).isEqualTo(1);
        }
    },
    A_HOLD_ENDS_BY_ITSELF_OR_IS_GIVEN_BACK {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            if (lacks(tried, Capability.HOLD, tried.system().hold(slot))) {
                return;
            }
            var first = await(tried.system().hold(slot));
            await(tried.system().letGo(first));
            var second = await(tried.system().hold(slot));
            tried.clinic().letsPass(Duration.ofMinutes(6));
            var late = new NewVisit(key(), TriedClinic.PATIENT, slot, Optional.of(second), Optional.empty());

            assertThat(failure(tried.system().book(late))).isInstanceOf(SlotGone.class);
            assertThat(tried.takers(slot)).isZero();
        }
    },
    A_HOLD_THAT_IS_KNOWN_NO_MORE_IS_OVER {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            if (lacks(tried, Capability.HOLD, tried.system().hold(slot))) {
                return;
            }
            var forgotten = new HeldSlot("Appointment/999999", slot, slot.start());
            var wanted = tried.wanting(slot, Optional.of(forgotten));

            assertThat(failure(tried.system().book(wanted))).isInstanceOf(SlotGone.class);
        }
    },
    A_CALENDAR_IS_NAMED_OR_NOT_OFFERED {
        @Override
        void hold(Tried tried) {
            assertThat(await(tried.system().feed("1"))).hasPath("/1.ics");
            assertThat(failure(tried.system().feed("2"))).isInstanceOf(NotOffered.class);
        }
    },
    LATE_CONFIRMATION_IS_PENDING_UNTIL_CONFIRMED {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            tried.clinic().isIn("LATE_CONFIRMATION");
            var visit = await(tried.system().book(tried.wanting(slot)));
            tried.clinic().isFine();
            var before = tried.standing(visit.id());
            tried.clinic().reports(visit.id(), "BOOKED");

            // A system that knows no such state has booked.
            assertThat(before).contains(tried.confirmsAtOnce() ? Standing.BOOKED : Standing.PENDING);
            assertThat(tried.standing(visit.id())).contains(Standing.BOOKED);
        }
    },
    SOMEBODY_FASTER_LEAVES_ONE_IN_THE_SLOT {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            tried.clinic().isIn("DOUBLE_BOOKING", 1);
            var failure = failure(tried.system().book(tried.wanting(slot)));

            assertThat(failure).isInstanceOf(SlotGone.class);
            assertThat(tried.clinic().takingTime(slot))
                    .singleElement()
                    .satisfies(other -> assertThat(other.has("patient")).isFalse());
        }
    },
    A_CARELESS_SYSTEM_LEAVES_ONE_IN_THE_SLOT {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            tried.clinic().isIn("CARELESS");
            var failure = failure(tried.system().book(tried.wanting(slot)));
            tried.clinic().isFine();

            assertThat(failure).isInstanceOf(SlotGone.class);
            assertThat(tried.takers(slot)).isEqualTo(1);
        }
    },
    A_SYSTEM_THAT_DATES_NOTHING_LEAVES_ONE_IN_THE_SLOT {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            tried.clinic().isIn("UNDATED");
            var failure = failure(tried.system().book(tried.wanting(slot)));
            tried.clinic().isFine();

            assertThat(failure).isInstanceOf(SlotGone.class);
            assertThat(tried.takers(slot)).isEqualTo(1);
        }
    },
    OF_TEN_AT_ONCE_ONE_GETS_THE_SLOT {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            var outcomes = atOnce(10, () -> {
                var failure = catchThrowable(() -> await(tried.system().book(tried.wanting(slot))));
                return failure == null ? "booked" : failure.getClass().getSimpleName();
            });

            assertThat(outcomes).filteredOn("booked"::equals).hasSize(1);
            assertThat(outcomes).filteredOn("SlotGone"::equals).hasSize(9);
            assertThat(tried.takers(slot)).isEqualTo(1);
        }
    },
    DOWN_IS_SAID_AND_NOTHING_IS_BOOKED {
        @Override
        void hold(Tried tried) {
            var wanted = tried.wanting(tried.next());
            tried.clinic().isIn("DOWN");
            var booking = failure(tried.system().book(wanted));
            var looking = failure(tried.system().freeSlots(tried.wish(Optional.empty(), 1)));
            tried.clinic().isFine();

            assertThat(booking).isInstanceOf(SystemDown.class);
            assertThat(looking).isInstanceOf(SystemDown.class);
            assertThat(tried.takers(wanted.slot())).isZero();
        }
    },
    A_LOOK_THAT_IS_CUT_OFF_IS_TRIED_ONCE_MORE {
        @Override
        void hold(Tried tried) {
            var visit = await(tried.system().book(tried.wanting(tried.next())));
            tried.clinic().isIn("DEAF", 1);

            assertThat(await(tried.system().visit(visit.id())).id()).isEqualTo(visit.id());
        }
    },
    A_LOST_ANSWER_IS_DOUBT_AND_SETTLED_BY_A_LOOK {
        @Override
        void hold(Tried tried) {
            var wanted = tried.wanting(tried.next());
            tried.clinic().isIn("LOST_ANSWERS", 1);
            var before = tried.clinic().written();
            var failure = failure(tried.system().book(wanted));
            var orders = tried.clinic().written() - before;
            var found = await(tried.system().bookedUnder(wanted.key(), wanted.patient()));
            var again = await(tried.system().book(wanted));

            assertThat(failure).isInstanceOf(SystemDoubt.class);
            assertThat(orders).as("told once").isEqualTo(1);
            assertThat(found).map(BookedVisit::id).contains(again.id());
            assertThat(tried.takers(wanted.slot())).isEqualTo(1);
        }
    },
    AN_ORDER_CARRIED_OUT_TWICE_LEAVES_ONE_VISIT {
        @Override
        void hold(Tried tried) {
            var wanted = tried.wanting(tried.next());
            tried.clinic().isIn("TWICE", 1);
            var visit = await(tried.system().book(wanted));
            tried.clinic().isFine();

            assertThat(tried.clinic().takingTime(wanted.slot()))
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.path("id").asText()).isEqualTo(visit.id()));
            assertThat(await(tried.system().book(wanted)).id()).isEqualTo(visit.id());
        }
    },
    WHAT_WAS_CANCELLED_MEANWHILE_IS_NOT_BOOKED {
        @Override
        void hold(Tried tried) {
            var wanted = tried.wanting(tried.next());
            tried.clinic().isIn("LOST_ANSWERS", 1);
            var lost = failure(tried.system().book(wanted));
            var made = tried.clinic().takingTime(wanted.slot()).getFirst();
            tried.clinic().reports(made.path("id").asText(), "CANCELLED");
            var told = await(tried.system()
                    .book(wanted)
                    .map(visit -> List.of(visit.id()))
                    .onFailure(SlotGone.class)
                    .recoverWithItem(List.of()));

            // Either it is gone, or it was booked anew: what is told is what stands.
            assertThat(lost).isInstanceOf(SystemDoubt.class);
            assertThat(tried.clinic().takingTime(wanted.slot()))
                    .extracting(kept -> kept.path("id").asText())
                    .containsExactlyElementsOf(told);
        }
    },
    A_LOST_ANSWER_TO_A_CANCELLATION_IS_DOUBT {
        @Override
        void hold(Tried tried) {
            var visit = await(tried.system().book(tried.wanting(tried.next())));
            tried.clinic().isIn("LOST_ANSWERS", 1);
            var failure = failure(tried.system().cancel(visit.id(), CancelReason.BY_PATIENT));

            assertThat(failure).isInstanceOf(SystemDoubt.class);
            assertThat(tried.standing(visit.id())).contains(Standing.CANCELLED);
            await(tried.system().cancel(visit.id(), CancelReason.BY_PATIENT));
        }
    },
    A_SLOW_SYSTEM_IS_NOT_WAITED_FOR {
        @Override
        void hold(Tried tried) {
            var slot = tried.next();
            var wanted = tried.wanting(slot);
            tried.clinic().isIn("SLOW");
            var begin = System.nanoTime();
            var failure = failure(tried.system().bookedUnder(wanted.key(), wanted.patient()));
            var took = Duration.ofNanos(System.nanoTime() - begin);
            tried.clinic().isFine();

            assertThat(failure).isInstanceOf(SystemDown.class);
            assertThat(took).isLessThan(Duration.ofSeconds(12));
            assertThat(tried.takers(slot)).isZero();
        }

        @Override
        boolean isSlow() {
            return true;
        }
    };

    private static final String TYPE = TriedClinic.FIRST_VISIT;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// What needs nothing but the port, and so can be asked of any system.
    static final Set<Conformance> OF_THE_PORT = EnumSet.of(
            ITS_PRACTITIONERS_AND_OFFERS_ARE_LISTED,
            FREE_SLOTS_LIE_IN_THE_RANGE_IN_ORDER,
            THE_NEXT_FREE_SLOT_IS_THE_FIRST_ONE,
            SLOTS_OF_ONE_PRACTITIONER_ARE_THEIRS,
            A_VISIT_TYPE_THE_CLINIC_HAS_NOT_MAPPED_IS_REFUSED,
            A_BOOKED_SLOT_IS_FREE_NO_MORE,
            THE_SAME_KEY_IS_THE_SAME_VISIT,
            A_TAKEN_SLOT_IS_GONE,
            AN_UNKNOWN_PATIENT_IS_REFUSED,
            AN_UNKNOWN_VISIT_IS_NO_VISIT,
            WHAT_WAS_BOOKED_IS_FOUND_BY_ITS_KEY,
            A_VISIT_MOVES_AND_ITS_OLD_TIME_IS_FREE,
            A_VISIT_MOVES_TO_SOMEBODY_ELSE_AT_THE_SAME_TIME,
            A_VISIT_DOES_NOT_MOVE_ONTO_ANOTHER,
            A_CANCELLED_VISIT_GIVES_ITS_TIME_BACK,
            A_HELD_SLOT_IS_KEPT_AND_BOOKED,
            A_HOLD_THAT_IS_KNOWN_NO_MORE_IS_OVER);

    /// The system under trial, two who work there and a patient they know. Only the small clinic has a door behind it.
    record Tried(
            SystemKind kind,
            SchedulingSystem system,
            String one,
            String other,
            String code,
            String patient,
            Optional<String> referral,
            Optional<TriedClinic> behind,
            List<String> keys) {

        static Tried of(SystemKind kind, TriedClinic clinic) {
            return new Tried(
                    kind,
                    clinic.spokenTo(kind),
                    "1",
                    "2",
                    clinic.access(kind).codeOf(TYPE),
                    TriedClinic.PATIENT,
                    Optional.of("https://scapula.example/fhir/ServiceRequest/1"),
                    Optional.of(clinic),
                    new CopyOnWriteArrayList<>());
        }

        TriedClinic clinic() {
            return behind.orElseThrow();
        }

        /// What was written there so far; nobody counts at somebody else's system.
        int written() {
            return behind.map(TriedClinic::written).orElse(0);
        }

        /// Nobody reads along at somebody else's system.
        List<String> sentInFhir() {
            return behind.map(TriedClinic::sentInFhir).orElse(List.of());
        }

        /// What is known of the small clinic alone.
        void ifSmall(Runnable more) {
            behind.ifPresent(_ -> more.run());
        }

        /// How many have that time; without a door, how many of ours: many a system offers a time still that somebody
        /// has.
        int takers(FreeSlot slot) {
            return behind.map(clinic -> clinic.takingTime(slot).size())
                    .orElseGet(() -> Math.toIntExact(keys.stream()
                            .flatMap(key -> await(system.bookedUnder(key, patient)).stream())
                            .filter(visit -> visit.start().equals(slot.start())
                                    && visit.practitioner().equals(slot.practitioner()))
                            .map(BookedVisit::id)
                            .distinct()
                            .count()));
        }

        /// Nothing of ours is left behind at somebody's system.
        void tidyUp() {
            keys.forEach(key -> await(system.bookedUnder(key, patient))
                    .ifPresent(visit -> await(system.cancel(visit.id(), CancelReason.NO_LONGER_NEEDED))));
            assertThat(keys)
                    .allMatch(key -> await(system.bookedUnder(key, patient)).isEmpty());
        }

        Instant soon() {
            return Instant.now(java.time.Clock.systemUTC())
                    .truncatedTo(ChronoUnit.HOURS)
                    .plus(Duration.ofHours(2));
        }

        SlotWish wish(Optional<String> practitioner, int most) {
            return new SlotWish(TYPE, practitioner, soon(), soon().plus(Duration.ofDays(20)), most);
        }

        FreeSlot next() {
            return await(system.freeSlots(wish(Optional.empty(), 1))).getFirst();
        }

        NewVisit wanting(FreeSlot slot) {
            return wanting(slot, Optional.empty());
        }

        NewVisit wanting(FreeSlot slot, Optional<HeldSlot> held) {
            var key = key();
            keys.add(key);
            return new NewVisit(key, patient, slot, held, referral);
        }

        /// A visit that was taken out of the book is as good as cancelled.
        Optional<Standing> standing(String visit) {
            return Optional.of(await(system.visit(visit)
                    .map(BookedVisit::standing)
                    .onFailure(no -> no instanceof Refused refused && refused.why() == Why.REMOVED_VISIT)
                    .recoverWithItem(Standing.CANCELLED)));
        }

        boolean confirmsAtOnce() {
            return kind == SystemKind.POLLING;
        }
    }

    abstract void hold(Tried tried);

    boolean isSlow() {
        return false;
    }

    /// Says so in the right words, or it is not conformant.
    private static boolean lacks(Tried tried, Capability capability, Uni<?> act) {
        if (tried.system().offers(capability)) {
            return false;
        }
        assertThat(failure(act))
                .isInstanceOfSatisfying(
                        NotOffered.class, no -> assertThat(no.lacking()).isEqualTo(capability));
        return true;
    }

    /// Over FHIR nothing is booked by the list of services: a server may have none, or show it to nobody.
    private static Uni<List<Offer>> offersIfListed(Tried tried) {
        return tried.system()
                .offers()
                .onFailure(failure -> !needsAList(tried)
                        && (failure instanceof NotOffered
                                || failure instanceof Refused no && no.why() == Why.NOT_ADMITTED))
                .recoverWithItem(List.of());
    }

    private static boolean needsAList(Tried tried) {
        return tried.behind().isPresent() || tried.kind() == SystemKind.EASY || tried.kind() == SystemKind.POLLING;
    }

    private static void refuses(Uni<?> act, Why why) {
        assertThat(failure(act))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isEqualTo(why));
    }

    /// That a time is gone says that the visit stays where it was. Of anything else a person is told.
    private static void staysWhereItWasOrAPersonIsTold(Throwable failure, Tried tried, BookedVisit visit, FreeSlot to) {
        if (failure instanceof SlotGone) {
            assertThat(await(tried.system().visit(visit.id())).start()).isEqualTo(visit.start());
            assertThat(tried.takers(to)).isEqualTo(1);
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static <T> T await(Uni<T> act) {
        return act.await().atMost(PATIENCE);
    }

    private static Throwable failure(Uni<?> act) {
        return catchThrowable(() -> await(act));
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Callable<T>>();
            for (var each = 0; each < times; each++) {
                asked.add(work);
            }
            var outcomes = new ArrayList<T>();
            for (var outcome : threads.invokeAll(asked)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
