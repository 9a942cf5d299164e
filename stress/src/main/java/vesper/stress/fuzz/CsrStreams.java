package vesper.stress.fuzz;

import static vesper.isa.Csrs.*;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vesper.isa.Instruction;
import vesper.isa.Operands;
import vesper.stress.Randomness;
import vesper.stress.fuzz.Draft.Slot;

/**
 * CSR accesses and returns from traps. A case must not lose the driver's hold on the hart, so that M-mode's guarded
 * registers are written with {@link CsrValues} that can't do so, read back, and put right where they must be.
 */
final class CsrStreams {
    private static final int[] KNOWN = known();
    private static final List<Instruction> ACCESSES = List.of(
            Instruction.CSRRW,
            Instruction.CSRRS,
            Instruction.CSRRC,
            Instruction.CSRRWI,
            Instruction.CSRRSI,
            Instruction.CSRRCI);
    private static final int WRITE = 1;
    private static final int SET = 2;
    private static final int CLEAR = 3;
    private static final long MPRV = 1L << 17;
    private static final long FETCH_FAULT = 1L << 1;
    private static final int TW = 1 << 21;
    private static final int COMPRESSED_EBREAK = 0x9002;

    private final Draft draft;
    private final Randomness random;
    private final CsrValues values;

    /** From then on, {@link Divergence#TOR_BASE} keeps {@code pmpaddr} from being written. */
    private boolean writtenPmpcfg;

    CsrStreams(Draft draft) {
        this.draft = draft;
        this.random = draft.random;
        this.values = new CsrValues(random);
    }

    /** All that have a name, and those with most behind them again. */
    private static int[] known() {
        IntStream eventful = IntStream.of(
                FFLAGS,
                FRM,
                FCSR,
                FRM,
                FCSR,
                SSTATUS,
                SSTATUS,
                SATP,
                MSTATUS,
                MSTATUS,
                MSTATUS,
                MIE,
                MIP,
                MEDELEG,
                MIDELEG,
                SIE,
                SIP,
                STVEC,
                SEPC,
                SCAUSE,
                STVAL,
                MTVEC,
                PMPCFG0,
                PMPCFG2,
                MEPC,
                MCAUSE,
                MTVAL,
                MSCRATCH,
                SSCRATCH,
                SCOUNTEREN,
                MCOUNTEREN,
                MENVCFG,
                SENVCFG,
                MISA,
                PMPADDR0 + 5,
                PMPADDR0 + 7);
        return IntStream.concat(IntStream.of(named()), eventful).toArray();
    }

    /** A CSR's number: mostly of one that exists. */
    static int number(Randomness random) {
        return random.chance(80) ? random.pick(KNOWN) : random.below(4096);
    }

    /** Any access to any CSR. */
    @Nullable
    Slot access() {
        int source = random.chance(20) ? 0 : random.below(32);
        int destination = random.chance(20) ? 0 : random.below(32);
        return accept(random.pick(ACCESSES).encode(destination, number(random), source));
    }

    /** A CSR access, made safe and comparable; null if that can't be. */
    @Nullable
    Slot accept(int word) {
        int csr = Operands.csr(word);
        boolean immediate = isImmediate(word);
        boolean swaps = (Operands.funct3(word) & 3) == WRITE;
        boolean writes = swaps || Operands.rs1(word) != 0;
        boolean readOnly = csr >>> 10 == 3;
        if (Divergence.isLeftOut(csr) || (draft.mode == Draft.M && stimecmp(csr, writes))) {
            return null;
        }
        if (writes && !swaps && !immediate && readOnly) {
            return withValue(word, random.bits() | 1);
        }
        if (!writes || readOnly || draft.mode < (csr >>> 8 & 3)) {
            return plain(word);
        }
        return switch (draft.mode) {
            case Draft.S -> acceptSupervisor(word, csr);
            case Draft.M -> acceptMachine(word, csr);
            default -> plain(word);
        };
    }

    private static boolean stimecmp(int csr, boolean writes) {
        return Divergence.STIMECMP.covers(csr) && (writes || csr != STIMECMP);
    }

    private static boolean isImmediate(int word) {
        return Operands.funct3(word) > CLEAR;
    }

    private Slot plain(int word) {
        int rd = Operands.rd(word);
        return readsDiffer(Operands.csr(word)) && rd != 0 ? new Slot(word, clear(rd)) : new Slot(word);
    }

    private static int clear(int rd) {
        return Instruction.ADDI.encode(rd, 0, 0);
    }

    /** Whether what is read there can't be compared, in this case. */
    private boolean readsDiffer(int csr) {
        return Divergence.readsDiffer(csr)
                || Divergence.AMO_CAUSE.covers(csr)
                || (Divergence.FS_DIRTY.covers(csr) && !draft.floatingPointOffOrDirty());
    }

    private @Nullable Slot acceptSupervisor(int word, int csr) {
        boolean delegates = draft.words[CaseRecord.MEDELEG] != 0 || draft.words[CaseRecord.MIDELEG] != 0;
        if (csr == STVEC && delegates) {
            return null;
        }
        if (csr == SATP) {
            return writeSatp(word);
        }
        if (Divergence.AMO_CAUSE.covers(csr) && (Operands.funct3(word) & 3) != WRITE) {
            return null; // what the other bits were differs, and with it the result
        }
        Long value = values.supervisor(csr);
        if (value == null) {
            return plain(word);
        }
        if (isImmediate(word)) {
            return Divergence.allowsImmediate(csr) ? plain(word) : null;
        }
        return withValue(word, value);
    }

    private @Nullable Slot acceptMachine(int word, int csr) {
        int funct3 = Operands.funct3(word);
        if (csr == MTVEC) {
            return probeMtvec(word);
        }
        if (csr == SATP) {
            return writeSatp(word);
        }
        Long value = values.machine(csr, funct3);
        if (value == null) {
            return plain(word);
        }
        boolean mixes = (funct3 & 3) != WRITE;
        if ((csr == STVEC && funct3 != WRITE) || (mixes && Divergence.AMO_CAUSE.covers(csr))) {
            return null;
        }
        if (isPmp(csr) && !mayWritePmp(csr)) {
            return null;
        }
        if (isImmediate(word)) {
            return Divergence.allowsImmediate(csr) ? readBack(word, csr) : null;
        }
        int register = draft.claim(value);
        return register == 0 ? null : readBack(withSource(word, register), csr);
    }

    private static boolean isPmp(int csr) {
        return csr == PMPCFG0 || csr == PMPCFG2 || CsrValues.isPmpAddress(csr);
    }

    private boolean mayWritePmp(int csr) {
        if (CsrValues.isPmpAddress(csr) && (writtenPmpcfg || draft.words[CaseRecord.PMPCFG0] != 0)) {
            return false;
        }
        boolean translated = draft.words[CaseRecord.SATP] != 0;
        if (translated && (draft.words[CaseRecord.MEDELEG] & FETCH_FAULT) != 0) {
            return false; // with the page tables out of reach, the stub's own fetch fault would lead to the stub
        }
        writtenPmpcfg |= !CsrValues.isPmpAddress(csr);
        draft.words[CaseRecord.FLAGS] |= CaseRecord.WRITES_PROTECTION;
        return true;
    }

    private Slot readBack(int word, int csr) {
        int old = Operands.rd(word);
        int rd = 1 + random.below(31);
        int read = Instruction.CSRRS.encode(rd, csr, 0);
        if (Divergence.AMO_CAUSE.covers(csr)) {
            return old == rd ? new Slot(word, read) : new Slot(word, read, clear(old));
        }
        if (isPmp(csr)) {
            return new Slot(word, read, Instruction.SFENCE_VMA.match()); // for Divergence.PMP_SYNC
        }
        return readsDiffer(csr) ? new Slot(word, read, clear(rd), clear(old)) : new Slot(word, read);
    }

    /** The access with a register of its own as the operand, which holds {@code value}. */
    private @Nullable Slot withValue(int word, long value) {
        int register = draft.claim(value);
        return register == 0 ? null : plain(withSource(word, register));
    }

    private static int withSource(int word, int register) {
        return (word & ~(31 << 15)) | register << 15;
    }

    /** Only from a root that maps the code and the stub to another that does, or to none. */
    private @Nullable Slot writeSatp(int word) {
        if (Operands.funct3(word) != WRITE || draft.words[CaseRecord.STVEC] >>> 32 != 0) {
            return null;
        }
        boolean delegatesFetches = (draft.words[CaseRecord.MEDELEG] & FETCH_FAULT) != 0;
        if (delegatesFetches && (draft.words[CaseRecord.FLAGS] & ~CaseRecord.PAGING) != 0) {
            return null; // as in mayWritePmp
        }
        draft.words[CaseRecord.FLAGS] |= CaseRecord.PAGING;
        return withValue(word, values.satp());
    }

    /** Writes it, reads it back, and sets it right before anything can trap. */
    private @Nullable Slot probeMtvec(int word) {
        boolean immediate = isImmediate(word);
        int restore = draft.claim(Layout.VECTORS | random.below(2));
        int operand = immediate ? 1 : draft.claim(random.bits());
        if (restore == 0 || operand == 0 || Operands.rd(word) == restore) {
            return null;
        }
        int other = restore == 31 ? 30 : restore + 1;
        return new Slot(
                immediate ? word : withSource(word, operand),
                Instruction.CSRRS.encode(other, MTVEC, 0),
                Instruction.CSRRW.encode(0, MTVEC, restore));
    }

    /** What changes privilege, or asks the privilege above. */
    @Nullable
    Slot privileged() {
        return switch (random.below(8)) {
            case 0, 1 -> new Slot(Instruction.ECALL.match());
            case 2 -> new Slot(random.chance(50) ? Instruction.EBREAK.match() : COMPRESSED_EBREAK);
            case 3, 4 -> acceptPrivileged(Instruction.SRET);
            case 5 -> acceptPrivileged(Instruction.MRET);
            case 6 -> acceptPrivileged(Instruction.WFI);
            default -> new Slot(Instruction.SFENCE_VMA.encode(random.below(32), random.below(32)));
        };
    }

    /** {@code mret}, {@code sret} or {@code wfi}, so that it returns forward and does not sleep. */
    @Nullable
    Slot acceptPrivileged(Instruction row) {
        return switch (row) {
            case MRET -> draft.mode == Draft.M ? returning(MEPC, MSTATUS, row) : new Slot(row.match());
            case SRET -> draft.mode == Draft.U ? new Slot(row.match()) : returning(SEPC, SSTATUS, row);
            default -> {
                boolean waits = (draft.words[CaseRecord.MSTATUS] & TW) == 0;
                boolean traps = draft.mode == Draft.U || (draft.mode == Draft.S && !waits);
                yield traps ? new Slot(row.match()) : null;
            }
        };
    }

    private @Nullable Slot returning(int epc, int status, Instruction row) {
        int target = draft.claimLanding(0);
        boolean sets = random.chance(50);
        int to = draft.claim(CsrValues.previousPrivilege(values.status() & ~MPRV, sets ? SET : CLEAR));
        int mprv = draft.claim(MPRV);
        if (target == 0 || to == 0 || mprv == 0) {
            return null;
        }
        int setEpc = Instruction.CSRRW.encode(0, epc, target);
        int setStatus = (sets ? Instruction.CSRRS : Instruction.CSRRC).encode(0, status, to);
        if (draft.mode == Draft.M) { // for Divergence.XRET_MPRV
            return new Slot(Instruction.CSRRC.encode(0, MSTATUS, mprv), setStatus, setEpc, row.match());
        }
        return random.chance(60) ? new Slot(setStatus, setEpc, row.match()) : new Slot(setEpc, row.match());
    }
}
