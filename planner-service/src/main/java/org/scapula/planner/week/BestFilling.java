package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scapula.planner.filling.Filled;
import org.scapula.planner.filling.Filling;
import org.scapula.planner.filling.Option;
import org.scapula.planner.filling.Ration;
import org.scapula.planner.filling.Rival;
import org.scapula.planner.filling.Slot;
import org.scapula.planner.filling.Solver;

/// Keeps the places of a draft, each with its class, time and load, and chooses the best exercise for each. Whatever
/// may
/// stand in a place keeps what the draft kept: the time, the sets of load, the balance of pull and push, the goals.
final class BestFilling {

    private static final int ENOUGH_ITEMS = 2;

    private final Permitted permitted;
    private final Dosing dosing;
    private final Worth worth;
    private final List<Target> pursued;
    private final Map<Target, Integer> counted = new EnumMap<>(Target.class);
    private final List<Slot> slots = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Map<String, Item>> items = new ArrayList<>();
    private final Map<String, Choice> choices = new HashMap<>();
    private final Map<String, Option> options = new HashMap<>();

    private BestFilling(Permitted permitted, Dosing dosing, Worth worth, List<Target> pursued) {
        this.permitted = permitted;
        this.dosing = dosing;
        this.worth = worth;
        this.pursued = pursued;
    }

    /// The sessions of each day, and the proof of their choice.
    record Result(List<List<Session>> sessions, Filling filling, Filled filled, List<Place> places) {}

    static Result of(
            List<List<SessionDraft>> drafts, Permitted permitted, Dosing dosing, Worth worth, List<Target> pursued) {
        return new BestFilling(permitted, dosing, worth, pursued).result(drafts);
    }

    private Result result(List<List<SessionDraft>> drafts) {
        for (int day = 0; day < drafts.size(); day++) {
            for (int session = 0; session < drafts.get(day).size(); session++) {
                open(day, session, drafts.get(day).get(session));
            }
        }
        var filling = Filling.of(slots, rations());
        var filled = Solver.best(filling);
        return new Result(sessions(drafts, filling, filled), filling, filled, places);
    }

    private Map<String, Ration> rations() {
        var rations = new TreeMap<String, Ration>();
        choices.forEach((slug, choice) -> rations.put(slug, worth.ration(choice, slots.size())));
        return rations;
    }

    private void open(int day, int session, SessionDraft draft) {
        int spare = draft.spareSeconds() / Math.max(1, draft.placed().size());
        for (int place = 0; place < draft.placed().size(); place++) {
            var placed = draft.placed().get(place);
            var goals = goalsThatCountOn(placed.item());
            int seconds = Timing.seconds(placed.item()) + spare;
            var fitting = new TreeMap<String, Item>();
            var fits = new ArrayList<Option>();
            for (var choice : permitted.choices()) {
                fits(choice, placed, goals, seconds).ifPresent(item -> {
                    fitting.put(choice.slug(), item);
                    choices.put(choice.slug(), choice);
                    fits.add(options.computeIfAbsent(choice.slug(), slug -> new Option(slug, worth.of(choice))));
                });
            }
            slots.add(new Slot(day, session, place, fits));
            places.add(place(placed, goals, seconds));
            items.add(fitting);
        }
    }

    private static Place place(Placed placed, Set<Target> goals, int seconds) {
        var held = placed.choice().candidate();
        var only = placed.isOpen() ? Optional.<String>empty() : Optional.of(held.slug());
        var item = placed.item();
        return new Place(goals, held.balances(), placed.brief(), seconds, item.sets(), item.rpe(), only);
    }

    /// The first two that serve a goal are those it is met by; what stands in their places has to serve it, too.
    private Set<Target> goalsThatCountOn(Item item) {
        return item.targets().stream()
                .filter(pursued::contains)
                .filter(target -> counted.merge(target, 1, Integer::sum) <= ENOUGH_ITEMS)
                .collect(Collectors.toSet());
    }

    private Optional<Item> fits(Choice choice, Placed placed, Set<Target> goals, int seconds) {
        var held = placed.choice().candidate();
        var wanted = choice.candidate();
        if (wanted.exerciseClass() != held.exerciseClass()
                || !placed.wish().wanted().test(choice)
                || !wanted.targets().containsAll(goals)
                || (held.exerciseClass().loads()
                        && (wanted.direction() != held.direction() || (held.balances() && !wanted.balances())))) {
            return Optional.empty();
        }
        var item = dosing.item(choice, placed.wish().phase(), placed.brief());
        return Optional.of(item)
                .filter(it -> Timing.seconds(it) <= seconds)
                .filter(it -> !it.exerciseClass().loads()
                        || (it.sets() == placed.item().sets()
                                && it.rpe() == placed.item().rpe()));
    }

    private List<List<Session>> sessions(List<List<SessionDraft>> drafts, Filling filling, Filled filled) {
        var sessions = new ArrayList<List<Session>>();
        var rivals = Rival.ofEach(filling, filled);
        var steady = permitted.easierFormsOf(filled.slugs());
        int slot = 0;
        for (var day : drafts) {
            var ofDay = new ArrayList<Session>();
            for (var draft : day) {
                var chosen = new ArrayList<Item>();
                for (var placed : draft.placed()) {
                    var slug = filled.slugs().get(slot);
                    chosen.add(
                            said(steady.contains(slug) ? steady(slug, placed) : chosen(slot, slug), rivals.get(slot)));
                    slot++;
                }
                ofDay.add(SessionDraft.session(chosen));
            }
            sessions.add(ofDay);
        }
        return sessions;
    }

    private Item chosen(int slot, String slug) {
        var item = items.get(slot).get(slug);
        if (item == null) {
            throw new IllegalStateException("An exercise was chosen that does not fit");
        }
        return item;
    }

    /// A harder form of it stands in this week for the first time.
    private Item steady(String slug, Placed placed) {
        return dosing.steady(
                Objects.requireNonNull(choices.get(slug)), placed.wish().phase(), placed.brief());
    }

    private Item said(Item item, Optional<Rival> rival) {
        var value = Value.of(Objects.requireNonNull(options.get(item.exerciseId())));
        return item.chosen(value, rival.map(next -> runnerUp(next, value)));
    }

    private RunnerUp runnerUp(Rival rival, Value value) {
        var choice = choices.get(rival.slug());
        return RunnerUp.of(
                rival, choice == null ? rival.slug() : choice.candidate().name(), value);
    }
}
