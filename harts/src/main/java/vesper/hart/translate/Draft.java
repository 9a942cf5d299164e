package vesper.hart.translate;

import java.util.List;
import vesper.hart.region.RegionPlan;

/**
 * A region to be built: what the hart that asked for it found.
 *
 * @param hartid of that hart
 * @param pc where its root lay for it
 */
record Draft(int hartid, long pc, RegionPlan plan, List<CodePage> pages, List<CodeRun> runs) {}
