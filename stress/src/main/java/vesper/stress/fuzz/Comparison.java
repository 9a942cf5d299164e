package vesper.stress.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import vesper.isa.Csrs;
import vesper.isa.Extension;

/** What differs between two outcomes of a case. */
final class Comparison {
    private static final long DIRTY = 3L << 13 | Long.MIN_VALUE;

    private Comparison() {}

    /** Empty if all that must be the same is. */
    static List<Difference> compare(FuzzCase each, Outcome ours, Outcome theirs) {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < Outcome.CHANGE_COUNT; i++) {
            long left = ours.word(i);
            long right = theirs.word(i);
            if (left != right) {
                Difference difference = new Difference(i, left, right);
                if (Explanation.explaining(each, ours, difference) == null) {
                    differences.add(difference);
                }
            }
        }
        compareMemory(each, ours, theirs, differences);
        checkDirty(each, ours, differences);
        if (!differences.isEmpty() && Explanation.explainingAll(each, ours, theirs) != null) {
            return List.of();
        }
        return differences;
    }

    /** Since {@link Divergence#FS_DIRTY} is not compared: FS must be dirty once an f register or fcsr has changed. */
    private static void checkDirty(FuzzCase each, Outcome ours, List<Difference> differences) {
        if (each.has(row -> row.extension() == Extension.ZICSR)) {
            return; // it may have set FS itself
        }
        boolean changed = ours.word(Outcome.csr(Csrs.FCSR)) != each.word(CaseRecord.FCSR);
        for (int i = 0; i < 32; i++) {
            changed |= ours.word(Outcome.F + i) != each.word(CaseRecord.F + i);
        }
        long mstatus = ours.word(Outcome.csr(Csrs.MSTATUS));
        if (changed && (mstatus & DIRTY) != DIRTY) {
            differences.add(new Difference(Outcome.csr(Csrs.MSTATUS), mstatus, mstatus | DIRTY));
        }
    }

    private static boolean explained(FuzzCase each, Outcome ours, long address, long here, long there) {
        return Explanation.isSpeculativeAccess(each, ours, address, here, there)
                || Explanation.isPartialStore(each, ours, address);
    }

    private static void compareMemory(FuzzCase each, Outcome ours, Outcome theirs, List<Difference> differences) {
        SortedMap<Long, Long> left = ours.changes();
        SortedMap<Long, Long> right = theirs.changes();
        TreeSet<Long> addresses = new TreeSet<>(left.keySet());
        addresses.addAll(right.keySet());
        for (long address : addresses) {
            long before = each.initially(address);
            long here = left.getOrDefault(address, before);
            long there = right.getOrDefault(address, before);
            if (here != there && !explained(each, ours, address, here, there)) {
                differences.add(
                        new Difference(Math.toIntExact(address - Layout.RAM_BASE) + Difference.MEMORY, here, there));
            }
        }
    }
}
