package vesper.hart.region;

import java.util.List;
import java.util.Map;

/**
 * What shall become one region: guest instructions that reach each other.
 *
 * @param root the offset at which control comes in first
 * @param steps in the order in which they were found from the root, so that a beginning of it is a plan too
 * @param system instructions that control reaches and that end the region, by offset
 * @param jumps for each {@code jalr} by offset, the offsets where it was seen to lead
 */
public record RegionPlan(int root, List<Step> steps, Map<Integer, Step> system, Map<Integer, List<Integer>> jumps) {
    public RegionPlan {
        steps = List.copyOf(steps);
        system = Map.copyOf(system);
        jumps = Map.copyOf(jumps);
    }

    /** The same with the first {@code count} steps only. */
    public RegionPlan first(int count) {
        return new RegionPlan(root, steps.subList(0, count), system, jumps);
    }
}
