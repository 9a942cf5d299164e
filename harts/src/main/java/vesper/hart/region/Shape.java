package vesper.hart.region;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vesper.hart.code.Op;
import vesper.hart.code.Ops;

/** A plan's instructions by offset, where basic blocks begin, and where control may come in. */
final class Shape {
    final NavigableMap<Integer, Step> steps = new TreeMap<>();

    /** First instructions of basic blocks. */
    final NavigableSet<Integer> leaders = new TreeSet<>();

    /** Where control may come in: the root, loop heads, and what follows instructions that leave. */
    final NavigableSet<Integer> entries = new TreeSet<>();

    /** What follows calls: where returns lead. */
    final NavigableSet<Integer> returnSites = new TreeSet<>();

    /** Integer and floating-point registers that are read or written, and those that are written. */
    final Set<Integer> usedX = new TreeSet<>();

    final Set<Integer> writtenX = new TreeSet<>();
    final Set<Integer> usedF = new TreeSet<>();
    final Set<Integer> writtenF = new TreeSet<>();

    private final RegionPlan plan;

    Shape(RegionPlan plan) {
        this.plan = plan;
        for (Step step : plan.steps()) {
            steps.put(step.offset(), step);
        }
        entries.add(plan.root());
        for (Step step : plan.steps()) {
            findSuccessors(step);
            new Registers(step).addTo(this);
        }
        leaders.addAll(entries);
        addBehindJumps();
        leaders.retainAll(steps.keySet());
        entries.retainAll(steps.keySet());
    }

    boolean has(int offset) {
        return steps.containsKey(offset);
    }

    /** The steps in runs that control enters at the beginning only; each falls through to the next, if it does at all. */
    List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        List<Step> run = new ArrayList<>();
        for (Step step : steps.values()) {
            run.add(step);
            if (Ops.isJump(step.op()) || !has(step.next()) || leaders.contains(step.next())) {
                units.add(new Unit(List.copyOf(run)));
                run.clear();
            }
        }
        return units;
    }

    /** The instruction at this offset, before which the region ends because it can't hold it; null if that is not why. */
    @Nullable
    Step system(int offset) {
        return plan.system().get(offset);
    }

    /** What follows a jump or a gap is a leader, reached or not; so is what follows where instructions overlap. */
    private void addBehindJumps() {
        for (Step step : steps.values()) {
            Integer following = steps.higherKey(step.offset());
            if (following != null && (following != step.next() || Ops.isJump(step.op()))) {
                leaders.add(following);
                leaders.add(step.next());
            }
        }
    }

    private void findSuccessors(Step step) {
        int op = step.op();
        if (Ops.isBranch(op)) {
            leads(step, step.target());
        } else if (op == Op.JAL) {
            leads(step, step.target());
            if (Ops.isCall(step.slot())) {
                calls(step, has(step.target()));
            }
        } else if (op == Op.JALR) {
            for (int target : targetsSeen(step)) {
                leads(step, target);
            }
            if (Ops.isCall(step.slot())) {
                calls(step, false);
            }
        } else if (!has(step.next())) {
            entries.add(step.next());
        }
        Integer following = steps.higherKey(step.offset());
        if (!Ops.isJump(op) && has(step.next()) && following != null && following != step.next()) {
            leaders.add(step.next()); // an instruction that begins within this one stands between
        }
    }

    List<Integer> targetsSeen(Step jump) {
        List<Integer> inside = new ArrayList<>();
        for (int target : plan.jumps().getOrDefault(jump.offset(), List.of())) {
            if (has(target)) {
                inside.add(target);
            }
        }
        return inside;
    }

    private void leads(Step from, int target) {
        if (!has(target)) {
            return;
        }
        leaders.add(target);
        if (target <= from.offset() && !Ops.isCall(from.slot())) {
            entries.add(target);
        }
    }

    private void calls(Step call, boolean inside) {
        if (has(call.next())) {
            leaders.add(call.next());
            returnSites.add(call.next());
            if (!inside) {
                entries.add(call.next());
            }
        }
    }

    /** Where an indirect jump may lead within the region. */
    Set<Integer> jumpTargets(Step jump) {
        Set<Integer> targets = new HashSet<>(targetsSeen(jump));
        if (Ops.isReturn(jump.slot())) {
            targets.addAll(returnSites);
        }
        return new TreeSet<>(targets);
    }
}
