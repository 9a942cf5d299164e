package vesper.stress.fuzz;

import vesper.isa.Csrs;
import vesper.isa.Instruction;
import vesper.stress.Randomness;

/** Makes cases. The same seed and number make the same case, whatever else is run. */
final class CaseGenerator {
    private static final long ADUE = 1L << 61;
    private static final long FETCH_FAULT = 1L << 1;
    private static final long SUPERVISOR_INTERRUPTS = 0x222;
    private static final int FS_SHIFT = 13;
    private static final int MPP_SHIFT = 11;
    private static final int MPRV = 1 << 17;

    private final long seed;

    CaseGenerator(long seed) {
        this.seed = seed;
    }

    FuzzCase generate(long number) {
        Randomness random = new Randomness(seed, number);
        Kind kind = Kind.pick(random);
        int mode = mode(kind, random);
        Draft draft = new Draft(random, kind, mode);
        environment(draft);
        interrupts(draft);
        registers(draft);
        if (kind.paging()) {
            PageTables.fill(draft);
        } else if (kind == Kind.PROTECTION) {
            Protection.fill(draft.words, random);
            draft.words[CaseRecord.FLAGS] |= CaseRecord.PROTECTION;
        }
        if (draft.words[CaseRecord.FLAGS] == (CaseRecord.PAGING | CaseRecord.PROTECTION)) {
            // The page tables may be out of S-mode's reach: a fetch fault at the stub must not lead to the stub.
            draft.words[CaseRecord.MEDELEG] &= ~FETCH_FAULT;
        }
        if (mode == Draft.M && (kind == Kind.PAGING || kind == Kind.PROTECTION)) {
            borrowPrivilege(draft);
        }
        new Streams(draft, CaseRecord.codeAddress(FuzzCase.index(number))).generate(1 + random.below(8), number);
        return draft.finish(seed, number);
    }

    private static int mode(Kind kind, Randomness random) {
        return switch (kind) {
            case PAGING, PROTECTION -> random.pick(Draft.S, Draft.S, Draft.U, Draft.U, Draft.M);
            case INTERRUPTS -> random.pick(Draft.M, Draft.S, Draft.S, Draft.U);
            default -> random.pick(Draft.M, Draft.M, Draft.S, Draft.S, Draft.U);
        };
    }

    private static void environment(Draft draft) {
        Randomness random = draft.random;
        long[] words = draft.words;
        long fs = random.chance(80) ? 3 : random.below(4);
        // SIE, SPIE, MPIE, SPP, SUM, MXR at random; TVM, TW, TSR seldom
        long mstatus = random.bits() & 0xc_01a2L;
        mstatus |= random.chance(25) ? random.bits() & 0x70_0000L : 0;
        words[CaseRecord.MSTATUS] = mstatus | fs << FS_SHIFT | (long) draft.mode << MPP_SHIFT | 0xa_0000_0000L;
        boolean delegates = random.chance(draft.kind == Kind.PRIVILEGE ? 70 : 35);
        long delegation = delegates ? random.bits() & 0xb1ff : 0;
        words[CaseRecord.MEDELEG] = random.chance(70) ? Divergence.evenDelegation(delegation) : delegation;
        words[CaseRecord.MCOUNTEREN] = random.pick(0L, 0xffff_ffffL, CsrValues.counterEnable(random));
        words[CaseRecord.SCOUNTEREN] = random.pick(0L, 0xffff_ffffL, CsrValues.counterEnable(random));
        words[CaseRecord.MENVCFG] = ADUE | random.below(2);
        words[CaseRecord.MTVEC] = Layout.VECTORS | random.below(2);
        words[CaseRecord.STVEC] = Layout.STUB | random.below(2);
        words[CaseRecord.SEPC] = random.bits() & ~1;
        words[CaseRecord.SSCRATCH] = random.bits();
        words[CaseRecord.FCSR] = random.chance(92) ? random.below(5) << 5 | random.below(32) : random.below(256);
    }

    private static void interrupts(Draft draft) {
        if (draft.kind == Kind.INTERRUPTS) {
            Randomness random = draft.random;
            draft.words[CaseRecord.MIDELEG] = random.bits() & SUPERVISOR_INTERRUPTS;
            draft.words[CaseRecord.MIE] = random.bits() & SUPERVISOR_INTERRUPTS;
            draft.words[CaseRecord.MIP] = random.chance(60) ? random.bits() & SUPERVISOR_INTERRUPTS : 0;
        }
    }

    private static void registers(Draft draft) {
        Randomness random = draft.random;
        for (int i = 1; i < 32; i++) {
            draft.words[CaseRecord.X + i] = Corners.doubleword(random);
        }
        for (int i = 0; i < 32; i++) {
            draft.words[CaseRecord.F + i] = Corners.floating(random);
        }
        for (int register :
                new int[] {2, 8 + random.below(4), 12 + random.below(4), random.below(32), random.below(32)}) {
            if (register != 0 && !draft.pointers.contains(register)) {
                draft.pointers.add(register);
                draft.words[CaseRecord.X + register] =
                        draft.kind.paging() ? PageTables.pointer(random) : pointer(random);
            }
        }
    }

    private static long pointer(Randomness random) {
        return switch (random.below(16)) {
            case 0 -> Layout.RAM_END - random.below(16);
            case 1 -> Layout.RAM_END + random.below(4096);
            case 2 -> Layout.CASES + random.below(4096);
            case 3 -> random.bits();
            case 4, 5, 6 -> Layout.WINDOW + 0x1000 + random.below(32) - 16;
            case 7 -> Layout.WINDOW + random.below(Layout.WINDOW_SIZE - 4096) + 2048;
            default -> Layout.WINDOW + 0x800 + 8L * random.below(0x200);
        };
    }

    /** M-mode's loads and stores with S-mode's or U-mode's rights: MPRV and MPP, set by the first instruction. */
    private static void borrowPrivilege(Draft draft) {
        int register = draft.claim(MPRV | (long) draft.random.below(2) << MPP_SHIFT);
        if (register != 0) {
            draft.add(new Draft.Slot(Instruction.CSRRS.encode(0, Csrs.MSTATUS, register)));
        }
    }
}
