package vesper.stress.fuzz;

import org.jspecify.annotations.Nullable;
import vesper.isa.Csrs;
import vesper.isa.Extension;
import vesper.isa.Instruction;

/** Recognises a {@link Divergence} in two outcomes that differ. */
final class Explanation {
    private static final long VECTOR = 0xffL << Outcome.VECTOR_SHIFT;
    private static final long FS_AND_SD = Long.MIN_VALUE | 3L << 13;
    private static final long PTE_A_AND_D = 3 << 6;

    private Explanation() {}

    /** SPECULATIVE_ACCESSED, SECOND_PAGE_FIRST and PTE_UPDATE: a PTE that is the same but for A and D. */
    static boolean isSpeculativeAccess(FuzzCase each, Outcome outcome, long address, long ours, long theirs) {
        if (!isTable(address) || ((ours ^ theirs) & ~PTE_A_AND_D) != 0) {
            return false;
        }
        boolean faulted = false;
        for (int i = 0; i < outcome.trapCount(); i++) {
            boolean accessFault = outcome.trap(i, 0) == 5 || outcome.trap(i, 0) == 7;
            faulted |= isFaultOverPages(each, outcome, i) || (accessFault && isProtected(each));
        }
        return faulted || each.has(Divergence.AMO_CAUSE::covers);
    }

    /** {@link Divergence#PARTIAL_STORE}: memory next to where a misaligned store faulted. */
    static boolean isPartialStore(FuzzCase each, Outcome ours, long address) {
        for (int i = 0; i < ours.trapCount(); i++) {
            boolean misaligned = ours.trap(i, 0) == 7 && width(each.rowAt(ours.trap(i, 2))) > 1;
            long distance = (ours.trap(i, 1) - address) & 0xfff;
            if (misaligned && (distance < 16 || distance > 0x1000 - 8)) {
                return true;
            }
        }
        return false;
    }

    /** {@link Divergence#SECOND_HALF}: whether an instruction went on in a page where nothing answers. */
    static boolean isFetchOffMemory(Outcome ours) {
        for (int i = 0; i < ours.trapCount(); i++) {
            long tval = ours.trap(i, 1);
            if (ours.trap(i, 0) == 1 && tval == ours.trap(i, 2) + 2 && (tval & 0xfff) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Why all that follows the first trap that is not the same may differ; null if there is no such reason. */
    static @Nullable Divergence explainingAll(FuzzCase each, Outcome ours, Outcome theirs) {
        int trap = 0;
        while (trap < ours.trapCount() && trap < theirs.trapCount() && sameTrap(ours, theirs, trap)) {
            trap++;
        }
        boolean split = isFaultOverPages(each, ours, trap) || isFaultOverPages(each, theirs, trap);
        boolean protection = isProtected(each);
        boolean sameInstruction = ours.trap(trap, 2) == theirs.trap(trap, 2);
        if (split && (protection || sameInstruction)) {
            return Divergence.SPLIT_BY_PAGES;
        }
        boolean ended = trap >= ours.trapCount();
        if (protection && !ended && isInsideMisaligned(each, ours, trap)) {
            return Divergence.PMP_INSIDE;
        }
        if (protection && !ended && ours.trap(trap, 0) != theirs.trap(trap, 0) && setMoreInPtes(ours, theirs)) {
            return Divergence.PTE_UPDATE;
        }
        boolean borrowed = each.privilege() == 3 && !ended && isMemoryFault(ours.trap(trap, 0));
        long tval = ours.trap(trap, 1);
        return borrowed && tval >= Layout.RAM_BASE && tval < Layout.ROOT_S ? Divergence.MPRV_FETCHED : null;
    }

    private static boolean sameTrap(Outcome ours, Outcome theirs, int trap) {
        long here = ours.trap(trap, 0);
        long there = theirs.trap(trap, 0);
        boolean sameKind = here == there || (isStore(here) && isLoad(there));
        return sameKind && ours.trap(trap, 2) == theirs.trap(trap, 2);
    }

    private static boolean isFaultOverPages(FuzzCase each, Outcome outcome, int trap) {
        if (trap >= outcome.trapCount()) {
            return false;
        }
        int width = width(each.rowAt(outcome.trap(trap, 2)));
        long inPage = outcome.trap(trap, 1) & 0xfff;
        return isMemoryFault(outcome.trap(trap, 0)) && width > 1 && (inPage == 0 || inPage >= 0x1000 - width);
    }

    /** Whether PMP is more than the driver's own entries. */
    private static boolean isProtected(FuzzCase each) {
        return (each.word(CaseRecord.FLAGS) & ~CaseRecord.PAGING) != 0;
    }

    private static boolean setMoreInPtes(Outcome ours, Outcome theirs) {
        return theirs.changes().entrySet().stream()
                .anyMatch(each -> isTable(each.getKey())
                        && !each.getValue().equals(ours.changes().get(each.getKey())));
    }

    private static boolean isTable(long address) {
        return address >= Layout.ROOT_S && address < Layout.TABLE0 + 0x1000;
    }

    /** Whether an entry of four bytes may lie inside the access, at neither end. */
    private static boolean isInsideMisaligned(FuzzCase each, Outcome outcome, int trap) {
        long cause = outcome.trap(trap, 0);
        boolean wide = width(each.rowAt(outcome.trap(trap, 2))) == 8;
        return (cause == 5 || cause == 7) && wide && (outcome.trap(trap, 1) & 7) != 0;
    }

    private static boolean isMemoryFault(long cause) {
        return cause == 5 || cause == 7 || cause == 13 || cause == 15;
    }

    /** Why a difference is no fault of this hart; null if it is one. */
    static @Nullable Divergence explaining(FuzzCase each, Outcome ours, Difference difference) {
        int field = difference.field();
        if (field >= Outcome.TRAPS && field < Outcome.CSR) {
            int trap = (field - Outcome.TRAPS) / Outcome.TRAP_WORDS;
            return explainingTrap(each, ours, difference, trap, (field - Outcome.TRAPS) % Outcome.TRAP_WORDS);
        }
        if (field >= Outcome.CSR && field < Outcome.CSR + Outcome.CSRS.length) {
            return explainingCsr(difference, Outcome.CSRS[field - Outcome.CSR], ours);
        }
        return null;
    }

    private static @Nullable Divergence explainingTrap(
            FuzzCase each, Outcome ours, Difference difference, int trap, int part) {
        long cause = ours.trap(trap, 0);
        Instruction row = each.rowAt(ours.trap(trap, 2));
        boolean interrupt = cause < 0 && mayHaveTwoPending(each);
        return switch (part) {
            case 0 -> {
                if (interrupt && difference.theirs() < 0) {
                    yield Divergence.INTERRUPT_ORDER;
                }
                boolean amo = row != null && Divergence.AMO_CAUSE.covers(row);
                yield amo && isStore(cause) && isLoad(difference.theirs()) ? Divergence.AMO_CAUSE : null;
            }
            case 1 -> {
                if (cause == 3 && difference.theirs() == 0) {
                    yield Divergence.BREAKPOINT_TVAL;
                }
                boolean near = Math.abs(difference.ours() - difference.theirs()) <= width(row);
                yield near && (cause == 5 || cause == 7) ? Divergence.MISALIGNED_TVAL : null;
            }
            case 3 -> {
                if (interrupt && ((difference.ours() ^ difference.theirs()) & ~VECTOR) == 0) {
                    yield Divergence.INTERRUPT_ORDER;
                }
                yield onlyFloatingPointState(difference) ? Divergence.FS_DIRTY : null;
            }
            default -> null;
        };
    }

    private static boolean mayHaveTwoPending(FuzzCase each) {
        return Long.bitCount(each.word(CaseRecord.MIP)) > 1 || each.has(row -> row.extension() == Extension.ZICSR);
    }

    private static boolean onlyFloatingPointState(Difference difference) {
        long bits = difference.ours() ^ difference.theirs();
        boolean off = (difference.ours() & 3 << 13) == 0 || (difference.theirs() & 3 << 13) == 0;
        return (bits & ~FS_AND_SD) == 0 && !off;
    }

    private static boolean isStore(long cause) {
        return cause == 6 || cause == 7 || cause == 15;
    }

    private static boolean isLoad(long cause) {
        return cause == 4 || cause == 5 || cause == 13;
    }

    /** Bytes of a load or store that may be misaligned, else 0. */
    private static int width(@Nullable Instruction row) {
        return row == null || row.format().isAtomic() || row.accessBytes() == 1 ? 0 : row.accessBytes();
    }

    private static @Nullable Divergence explainingCsr(Difference difference, int csr, Outcome ours) {
        long ignored = difference.ours() ^ difference.theirs();
        return switch (csr) {
            case Csrs.MSTATUS -> onlyFloatingPointState(difference) ? Divergence.FS_DIRTY : null;
            case Csrs.MENVCFG -> (ignored & 1) == 0 ? Divergence.SVADU : null;
            case Csrs.SCAUSE ->
                difference.ours() < 0 && difference.theirs() < 0
                        ? Divergence.INTERRUPT_ORDER
                        : isStore(difference.ours()) && isLoad(difference.theirs()) ? Divergence.AMO_CAUSE : null;
            case Csrs.STVAL -> explainingStval(difference, ours);
            default -> null;
        };
    }

    private static @Nullable Divergence explainingStval(Difference difference, Outcome ours) {
        long cause = lastDelegated(ours);
        if (cause == 3 && difference.theirs() == 0) {
            return Divergence.BREAKPOINT_TVAL;
        }
        return (cause == 5 || cause == 7) && Math.abs(difference.ours() - difference.theirs()) <= 8
                ? Divergence.MISALIGNED_TVAL
                : null;
    }

    private static long lastDelegated(Outcome ours) {
        for (int i = ours.trapCount() - 1; i >= 0; i--) {
            if ((ours.trap(i, 3) & Outcome.DELEGATED) != 0) {
                return ours.trap(i, 0);
            }
        }
        return -1;
    }
}
