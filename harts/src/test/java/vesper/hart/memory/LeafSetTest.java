package vesper.hart.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** {@link LeafSet} may be wrong in one direction only. */
class LeafSetTest {
    private final LeafSet leaves = new LeafSet();

    @Property
    void everyAddressOfALeafIsFound(
            @ForAll long vaddr, @ForAll @IntRange(max = 3) int level, @ForAll long inside, @ForAll long another) {
        LeafSet set = new LeafSet();
        set.add(vaddr, level);
        set.add(another, 0);
        long mask = (1L << (12 + 9 * level)) - 1;
        assertTrue(set.mayHold(vaddr));
        assertTrue(set.mayHold((vaddr & ~mask) | (inside & mask)));
    }

    @Property
    void afterAClearNothingIs(@ForAll long vaddr, @ForAll @IntRange(max = 3) int level) {
        LeafSet set = new LeafSet();
        set.add(vaddr, level);
        set.clear();
        assertFalse(set.mayHold(vaddr));
    }

    @Test
    void aNeighbouringLeafOfTheSameSizeIsNotMistakenForIt() {
        for (int level = 0; level < 4; level++) {
            leaves.clear();
            long size = 1L << (12 + 9 * level);
            leaves.add(5 * size, level);
            assertFalse(leaves.mayHold(4 * size));
            assertFalse(leaves.mayHold(6 * size));
        }
    }
}
