package vesper.hart.translate;

import java.util.Arrays;
import vesper.bus.PhysicalMemory;
import vesper.hart.region.RegionClass;

/** The guest code of a region: where it lies in RAM, what it was when it was translated, and where it may trap. */
final class RegionCode {
    /** What {@link #firstChange} says of code that is as it was. */
    static final long UNCHANGED = -1;

    private final CodePage[] pages;
    private final CodeRun[] runs;
    private final RegionClass made;

    // element [h] is owned by hart h: its fence.i count when it last compared the code with memory
    private final int[] comparedAt;

    RegionCode(CodePage[] pages, CodeRun[] runs, RegionClass made, int harts) {
        this.pages = pages;
        this.runs = runs;
        this.made = made;
        this.comparedAt = new int[harts];
        Arrays.fill(comparedAt, -1);
    }

    /** The pages of code, by their distance in pages from the region's base. */
    CodePage[] pages() {
        return pages;
    }

    int codeLength() {
        return made.codeLength();
    }

    int stepOffset(int step) {
        return made.stepOffsets()[step];
    }

    /** Instructions of its basic block before this step. */
    int stepsBefore(int step) {
        return made.stepsBefore()[step];
    }

    /** Loads, stores and atomics of its basic block before this step. */
    int accessesBefore(int step) {
        return made.accessesBefore()[step];
    }

    /** Owner of the hart: the RAM offset of a halfword that is not what it was at translation, or {@link #UNCHANGED}. */
    long firstChange(PhysicalMemory ram, int hartid, int epoch) {
        if (comparedAt[hartid] == epoch) {
            return UNCHANGED;
        }
        for (CodeRun run : runs) {
            long change = run.firstChange(ram);
            if (change >= 0) {
                return change;
            }
        }
        comparedAt[hartid] = epoch;
        return UNCHANGED;
    }
}
