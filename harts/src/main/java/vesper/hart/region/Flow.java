package vesper.hart.region;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vesper.hart.code.Op;
import vesper.hart.code.Ops;

/** Where control goes within one function: calls are taken to come back. */
public final class Flow {
    private final Map<Integer, Step> steps;
    private final Map<Integer, List<Integer>> jumps;

    /**
     * Of these steps by offset.
     *
     * @param jumps for each {@code jalr} by offset, where it was seen to lead
     */
    public Flow(Map<Integer, Step> steps, Map<Integer, List<Integer>> jumps) {
        this.steps = steps;
        this.jumps = jumps;
    }

    private boolean leads(Step step, Set<Integer> to) {
        int op = step.op();
        boolean call = Ops.isCall(step.slot());
        if ((call || !Ops.isJump(op)) && to.contains(step.next())) {
            return true;
        }
        if (op == Op.JALR) {
            return !call && targets(step).stream().anyMatch(to::contains);
        }
        return !call && (op == Op.JAL || Ops.isBranch(op)) && to.contains(step.target());
    }

    private List<Integer> targets(Step jump) {
        return jumps.getOrDefault(jump.offset(), List.of());
    }

    /** The steps from which control can come to {@code root} again: its loop, with {@code root} itself; else none. */
    public Set<Integer> loopOf(int root) {
        Set<Integer> loop = new HashSet<>();
        Set<Integer> reaching = new HashSet<>(Set.of(root));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Step step : steps.values()) {
                if (!loop.contains(step.offset()) && leads(step, reaching)) {
                    loop.add(step.offset());
                    reaching.add(step.offset());
                    grew = true;
                }
            }
        }
        return loop.contains(root) ? loop : Set.of();
    }

    /** Whether one of them calls this offset. */
    public boolean calls(int callee) {
        return steps.values().stream()
                .filter(step -> Ops.isCall(step.slot()))
                .anyMatch(step -> step.op() == Op.JAL
                        ? step.target() == callee
                        : targets(step).contains(callee));
    }

    /** Whether some step leads back. */
    public boolean hasLoop() {
        return steps.values().stream()
                .filter(step -> !Ops.isCall(step.slot()) && (Ops.isBranch(step.op()) || step.op() == Op.JAL))
                .anyMatch(step -> step.target() <= step.offset() && steps.containsKey(step.target()));
    }
}
