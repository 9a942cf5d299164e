package vesper.stress.fuzz;

import static vesper.isa.Csrs.*;

import org.jspecify.annotations.Nullable;
import vesper.stress.Randomness;

/** Operands for accesses to CSRs that are safe for the driver, and free of known divergences. */
final class CsrValues {
    private static final int WRITE = 1;
    private static final int SET = 2;
    private static final long FS = 3L << 13;
    private static final long XLEN_FIELDS = 0xf_0000_0000L;
    private static final long XLEN_RV64 = 0xa_0000_0000L;
    private static final long MPP_HIGH = 1L << 12;
    private static final long MPP_LOW = 1L << 11;
    private static final long TIMER_INTERRUPT = 1L << 7;
    private static final long STCE = 1L << 63;
    private static final long ADUE = 1L << 61;
    private static final long ECALL_FROM_S = 1L << 9;

    private final Randomness random;

    CsrValues(Randomness random) {
        this.random = random;
    }

    /** What {@code csrrw}, {@code csrrs} or {@code csrrc}, by {@code funct3}, takes in M-mode; null if anything will do. */
    @Nullable
    Long machine(int csr, int funct3) {
        return switch (csr) {
            case MSTATUS -> machineStatus(funct3);
            case MEDELEG -> Divergence.evenDelegation(random.bits() & Divergence.EXCEPTIONS) & ~ECALL_FROM_S;
            case SSTATUS -> status();
            case SEPC, MEPC -> random.bits() & ~1;
            case SENVCFG -> random.bits() & ~Divergence.CACHE_BLOCK_BITS;
            case SCOUNTEREN, MCOUNTEREN -> counterEnable(random);
            case MIE -> random.bits() & ~TIMER_INTERRUPT & ~Divergence.VIRTUAL_INTERRUPTS;
            case MENVCFG -> (random.bits() & ~STCE & ~ADUE) | (funct3 == WRITE ? ADUE : 0);
            case PMPCFG0, PMPCFG2 -> Protection.configuration(random, funct3);
            case MIP, MIDELEG -> random.bits() & ~Divergence.VIRTUAL_INTERRUPTS;
            case STVEC -> Layout.STUB | random.below(2);
            case MCOUNTINHIBIT, MCAUSE, MTVAL, SCAUSE, STVAL -> random.bits();
            default -> isPmpAddress(csr) ? Long.valueOf(Protection.address(random, funct3) | 1) : null;
        };
    }

    /** The same for S-mode, and with any {@code funct3}. */
    @Nullable
    Long supervisor(int csr) {
        return switch (csr) {
            case SSTATUS -> status();
            case SEPC -> random.bits() & ~1;
            case SENVCFG -> random.bits() & ~Divergence.CACHE_BLOCK_BITS;
            case SCOUNTEREN -> counterEnable(random);
            default -> null;
        };
    }

    /** For {@code mcounteren} and {@code scounteren}: 32 bits, but nothing that leads to data when it is read back. */
    static long counterEnable(Randomness random) {
        long bits = random.bits() & 0xffff_ffffL;
        return Layout.isData(bits) ? bits ^ (1L << 31) : bits;
    }

    static boolean isPmpAddress(int csr) {
        return csr >= PMPADDR0 && csr < PMPADDR0 + 16;
    }

    private long machineStatus(int funct3) {
        long bits = previousPrivilege(status(), funct3);
        return funct3 == WRITE ? bits | XLEN_RV64 : bits;
    }

    /** For {@code mstatus} and {@code sstatus}: any bits but those where freedom or faults of QEMU's begin. */
    long status() {
        long bits = random.bits() & ~XLEN_FIELDS & ~Divergence.VECTOR_STATUS & ~Divergence.HYPERVISOR_STATUS;
        // FS whole or not at all: from "dirty" or "clean", csrrc of one bit would lead to different states.
        return (bits & FS) == 0 ? bits : bits | FS;
    }

    /** For {@link Divergence#MPP}: the bits, changed so that they leave no 2 there. */
    static long previousPrivilege(long bits, int funct3) {
        if (funct3 == WRITE || funct3 == SET) {
            return (bits & MPP_HIGH) != 0 ? bits | MPP_LOW : bits;
        }
        return (bits & MPP_LOW) != 0 ? bits | MPP_HIGH : bits;
    }

    /** A root that maps the code as S-mode needs it, none, or a reserved mode, of which no bit may take effect. */
    long satp() {
        long asid = (long) random.below(1 << 16) << 44;
        return switch (random.below(6)) {
            case 0 -> 0;
            case 1 -> 9L << 60 | asid | Layout.ROOT48_S >>> 12;
            case 2 -> (long) (1 + random.below(7)) << 60 | asid | Layout.ROOT_S >>> 12;
            case 3 -> (long) (11 + random.below(5)) << 60 | asid | Layout.ROOT_S >>> 12;
            default -> 8L << 60 | asid | Layout.ROOT_S >>> 12;
        };
    }
}
