package vesper.hart;

import java.util.List;
import vesper.hart.region.RegionPlan;

/** A region to be built: what the hart that asked for it found. */
record Draft(RegionPlan plan, List<CodePage> pages, List<CodeRun> runs) {}
