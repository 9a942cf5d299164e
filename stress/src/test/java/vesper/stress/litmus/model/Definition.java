package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vesper.stress.litmus.model.SmallTest.Access;
import vesper.stress.litmus.model.SmallTest.Barrier;
import vesper.stress.litmus.model.SmallTest.Form;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.Observed;
import vesper.stress.litmus.test.Value;

/**
 * The manual's definition without any cleverness: every total order of the memory operations is tried as the global
 * memory order, the load value axiom gives each byte its source, and the rules are then looked at one by one.
 */
final class Definition {
    private static final int BYTES = 16;
    private static final int INITIAL = -1;

    private final List<Access> accesses;
    private final List<Barrier> fences;
    private final Model model;
    private final SortedSet<FinalState> states = new TreeSet<>();

    /** Whether each SC succeeds; true of everything else. */
    private boolean[] happens = {};

    /** For each access its place in the global memory order. */
    private int[] place = {};

    /** For each access and byte of memory the access that wrote what it loads there. */
    private int[][] source = {};

    private Definition(SmallTest test, Model model) {
        accesses = test.accesses();
        fences = test.fences();
        this.model = model;
    }

    static SortedSet<FinalState> states(SmallTest test, Model model) {
        Definition definition = new Definition(test, model);
        definition.tryOutcomes(0, new boolean[test.accesses().size()]);
        return definition.states;
    }

    private Access at(int access) {
        return accesses.get(access);
    }

    private void tryOutcomes(int next, boolean[] outcomes) {
        if (next < accesses.size()) {
            boolean fails = at(next).form() == Form.SC;
            if (fails) {
                outcomes[next] = false;
                tryOutcomes(next + 1, outcomes);
            }
            if (!fails || at(next).pair() >= 0) {
                outcomes[next] = true;
                tryOutcomes(next + 1, outcomes);
            }
            return;
        }
        happens = outcomes.clone();
        List<Integer> operations = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i]) {
                operations.add(i);
            }
        }
        tryOrders(operations, 0);
    }

    /** Permutes the operations from {@code fixed} on. */
    private void tryOrders(List<Integer> order, int fixed) {
        if (fixed == order.size()) {
            place = new int[accesses.size()];
            for (int i = 0; i < order.size(); i++) {
                place[order.get(i)] = i;
            }
            source = new int[accesses.size()][];
            order.forEach(this::loadValueAxiom);
            if (conforms(order) && atomic(order)) {
                states.add(state(order));
            }
            return;
        }
        for (int i = fixed; i < order.size(); i++) {
            Collections.swap(order, fixed, i);
            tryOrders(order, fixed + 1);
            Collections.swap(order, fixed, i);
        }
    }

    private boolean writes(int access, int x) {
        return happens[access] && at(access).stores() && touches(access, x);
    }

    private boolean touches(int access, int x) {
        return at(access).address() <= x
                && x < at(access).address() + at(access).bytes();
    }

    private boolean before(int a, int b) {
        return at(a).hart() == at(b).hart() && at(a).position() < at(b).position();
    }

    private void loadValueAxiom(int load) {
        source[load] = new int[BYTES];
        for (int x = 0; x < BYTES; x++) {
            source[load][x] = INITIAL;
            for (int store = 0; store < accesses.size(); store++) {
                boolean visible = store != load && (place[store] < place[load] || before(store, load));
                boolean latest = source[load][x] == INITIAL || place[source[load][x]] < place[store];
                if (writes(store, x) && visible && latest) {
                    source[load][x] = store;
                }
            }
        }
    }

    private boolean conforms(List<Integer> order) {
        for (int a : order) {
            for (int b : order) {
                if (before(a, b) && place[a] > place[b] && preserved(a, b)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean preserved(int a, int b) {
        return switch (model) {
            case SC -> true;
            case TSO -> at(a).loads() || at(b).stores() || rule3(a, b) || rule4(a, b);
            case RVWMO -> overlapping(a, b) || synchronised(a, b) || dependent(a, b);
        };
    }

    private boolean overlapping(int a, int b) {
        boolean rule1 = false;
        boolean rule2 = false;
        for (int x = 0; x < BYTES; x++) {
            boolean both = touches(a, x) && touches(b, x);
            rule1 |= both && at(b).stores();
            rule2 |= both && at(a).loads() && at(b).loads() && !writesBetween(a, b, x) && source[a][x] != source[b][x];
        }
        return rule1 || rule2 || rule3(a, b);
    }

    private boolean writesBetween(int a, int b, int x) {
        for (int m = 0; m < accesses.size(); m++) {
            if (before(a, m) && before(m, b) && writes(m, x)) {
                return true;
            }
        }
        return false;
    }

    private boolean returnsValueOf(int load, int store) {
        for (int x = 0; x < BYTES; x++) {
            if (at(load).loads() && touches(load, x) && source[load][x] == store) {
                return true;
            }
        }
        return false;
    }

    private boolean rule3(int a, int b) {
        boolean atomic = at(a).form() == Form.AMO_SWAP || at(a).form() == Form.AMO_MAXU || at(a).form() == Form.SC;
        return atomic && returnsValueOf(b, a);
    }

    private boolean rule4(int a, int b) {
        for (Barrier fence : fences) {
            boolean between = fence.hart() == at(a).hart()
                    && at(a).position() < fence.position()
                    && fence.position() < at(b).position();
            boolean fromLoad = at(a).loads() && fence.from().contains("r");
            boolean fromStore = at(a).stores() && fence.from().contains("w");
            boolean toLoad = at(b).loads() && fence.to().contains("r");
            boolean toStore = at(b).stores() && fence.to().contains("w");
            boolean orders =
                    fence.tso() ? at(a).loads() || at(b).stores() : (fromLoad || fromStore) && (toLoad || toStore);
            if (between && orders) {
                return true;
            }
        }
        return false;
    }

    private boolean synchronised(int a, int b) {
        boolean rcsc = (at(a).acquire() || at(a).release()) && (at(b).acquire() || at(b).release());
        return rule4(a, b) || at(a).acquire() || at(b).release() || rcsc || at(b).pair() == a;
    }

    private boolean dependent(int a, int b) {
        boolean rule11 = at(b).stores() && at(b).controlFrom().contains(a);
        boolean rule12 = false;
        boolean rule13 = false;
        for (int m = 0; m < accesses.size(); m++) {
            if (happens[m] && before(a, m) && before(m, b)) {
                boolean address = at(m).addressFrom().contains(a);
                boolean data = at(m).dataFrom().contains(a);
                rule12 |= at(m).stores() && (address || data) && returnsValueOf(b, m);
                rule13 |= at(b).stores() && address;
            }
        }
        return at(b).addressFrom().contains(a) || at(b).dataFrom().contains(a) || rule11 || rule12 || rule13;
    }

    private boolean atomic(List<Integer> order) {
        for (int w : order) {
            int r = at(w).pair();
            if (r >= 0 && !atomic(r, w)) {
                return false;
            }
        }
        return true;
    }

    private boolean atomic(int r, int w) {
        for (int x = 0; x < BYTES; x++) {
            if (touches(r, x)) {
                int s = source[r][x];
                int from = s == INITIAL ? -1 : place[s];
                if (from > place[w]) {
                    return false;
                }
                for (int other = 0; other < accesses.size(); other++) {
                    boolean between = from < place[other] && place[other] < place[w];
                    if (writes(other, x) && at(other).hart() != at(w).hart() && between) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private FinalState state(List<Integer> order) {
        Map<Observed, Value> values = new HashMap<>();
        for (int i = 0; i < accesses.size(); i++) {
            if (at(i).form() != Form.STORE) {
                Observed name = new Observed.Register(at(i).hart(), at(i).register());
                values.put(name, Value.of(register(i)));
            }
        }
        values.put(new Observed.Memory("x"), Value.of(memory(order, 0)));
        values.put(new Observed.Memory("y"), Value.of(memory(order, 8)));
        return new FinalState(new TreeMap<>(values));
    }

    private long memory(List<Integer> order, int address) {
        long value = 0;
        for (int x = address; x < address + 8; x++) {
            int last = INITIAL;
            for (int store : order) {
                if (writes(store, x) && (last == INITIAL || place[last] < place[store])) {
                    last = store;
                }
            }
            value |= written(last, x) << (8 * (x - address));
        }
        return value;
    }

    private long written(int store, int x) {
        return store == INITIAL ? 0 : (stored(store) >>> (8 * (x - at(store).address()))) & 0xff;
    }

    /** No value is negative, so signed and unsigned maximum are the same. */
    private long stored(int store) {
        Access access = at(store);
        long operand = access.copied() >= 0 ? register(access.copied()) : access.constant();
        return access.form() == Form.AMO_MAXU ? Math.max(register(store), operand) : operand;
    }

    /** What the instruction leaves in its register: 0 or 1 of an SC, else what it loaded. */
    private long register(int access) {
        if (at(access).form() == Form.SC) {
            return happens[access] ? 0 : 1;
        }
        long value = 0;
        for (int i = 0; i < at(access).bytes(); i++) {
            int x = at(access).address() + i;
            value |= written(source[access][x], x) << (8 * i);
        }
        return at(access).bytes() == 4 ? (int) value : value;
    }
}
