package vesper.hart.region;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vesper.hart.code.Op;
import vesper.hart.code.Ops;
import vesper.isa.Operands;

/** Steps from a leader to the next leader or jump: control comes in at the first only. */
final class Unit {
    /** Fewer accesses are as quick with a look into the table each. */
    private static final int MIN_GROUP = 2;

    private static final int MAX_GROUPS = 4;

    private static final int MAX_TURNS = 4;
    private static final int MAX_UNROLLED = 32;

    /** The same steps for each turn. */
    final List<Step> steps;

    /** Steps in a turn: all, but in a loop that is written several times in a row. */
    private final int turn;

    Unit(List<Step> steps) {
        this(steps, steps.size());
    }

    private Unit(List<Step> steps, int turn) {
        this.steps = steps;
        this.turn = turn;
    }

    /** If this is a short loop, several turns of it: they share looks, and look only once at the hart's attention. */
    Unit unrolled() {
        int turns = Math.min(MAX_TURNS, MAX_UNROLLED / steps.size());
        if (turns < 2 || !isLoop()) {
            return this;
        }
        return new Unit(
                Collections.nCopies(turns, steps).stream().flatMap(List::stream).toList(), steps.size());
    }

    private boolean isLoop() {
        return Ops.isBranch(last().op()) && last().target() == first().offset();
    }

    /** One turn alone. */
    Unit once() {
        return new Unit(steps.subList(0, turn));
    }

    /** Whether the step at this place is the branch from one turn to the next. */
    boolean leadsToNextTurn(int place) {
        return (place + 1) % turn == 0 && place + 1 < steps.size();
    }

    Step first() {
        return steps.getFirst();
    }

    Step last() {
        return steps.getLast();
    }

    /** What a register holds: another's value at the unit's start, and a distance. */
    private record Place(int register, int distance) {}

    /**
     * The accesses that can share a look into the table at the unit's start: off a register whose value then is known to
     * be a constant distance away, and before anything that could make the hart answer others, who may divert pages.
     */
    List<PageGroup> groups() {
        Map<Integer, @Nullable Place> places = new HashMap<>();
        List<PageGroup> groups = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            Step step = steps.get(at);
            int op = step.op();
            if (Ops.isAtomic(op)) {
                break;
            }
            if (Ops.isMemory(op)) {
                Place place = place(places, step.rs1());
                if (place != null) {
                    join(groups, at, step, place);
                }
            }
            if (Registers.writesX(step)) {
                Place source = op == Op.ADDI ? place(places, step.rs1()) : null;
                places.put(
                        destination(step),
                        source == null ? null : new Place(source.register(), source.distance() + step.imm()));
            }
        }
        return groups.stream()
                .filter(group -> group.size() >= MIN_GROUP)
                .limit(MAX_GROUPS)
                .toList();
    }

    private static int destination(Step step) {
        return Ops.isCsr(step.op()) ? Operands.rd(step.imm()) : step.rd();
    }

    private static @Nullable Place place(Map<Integer, @Nullable Place> places, int register) {
        if (register == 0) {
            return null;
        }
        return places.containsKey(register) ? places.get(register) : new Place(register, 0);
    }

    private static void join(List<PageGroup> groups, int at, Step step, Place place) {
        boolean store = MemoryCode.isStore(step.op());
        int width = MemoryCode.width(step.op());
        int distance = place.distance() + step.imm();
        for (PageGroup group : groups) {
            if (group.register == place.register() && group.store == store && group.add(at, distance, width)) {
                return;
            }
        }
        PageGroup made = new PageGroup(place.register(), store);
        made.add(at, distance, width);
        groups.add(made);
    }
}
