package vesper.hart.region;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What shall become one region: guest instructions that reach each other.
 *
 * @param root the offset at which control comes in first
 * @param steps in the order in which they were found from the root, so that a beginning of it is a plan too
 * @param system offsets that control reaches, of instructions that only the interpreter executes
 * @param jumps for each {@code jalr} by offset, the offsets where it was seen to lead
 */
public record RegionPlan(int root, List<Step> steps, Set<Integer> system, Map<Integer, List<Integer>> jumps) {
    public RegionPlan {
        steps = List.copyOf(steps);
        system = Set.copyOf(system);
        jumps = Map.copyOf(jumps);
    }

    /** The same with the first {@code count} steps only. */
    public RegionPlan first(int count) {
        return new RegionPlan(root, steps.subList(0, count), system, jumps);
    }
}
