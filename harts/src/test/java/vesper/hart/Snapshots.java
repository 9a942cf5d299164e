package vesper.hart;

import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.ArrayList;
import java.util.List;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.isa.Assembler;
import vesper.isa.Register;

/**
 * A trap handler that keeps all that a hart was at each trap, and goes on: after the instruction, where {@code ra}
 * points if it could not be fetched, or where it was interrupted; in M-mode after an {@code ecall} from below, at the
 * address's low half. It has no branches, so that each trap costs the same
 * instructions.
 */
final class Snapshots {
    static final long LOG = Guest.RAM + 0x40_0000;

    private static final long EPC = 32;
    private static final long CAUSE = 33;
    private static final long TVAL = 34;
    private static final long INSTRET = 35;
    private static final long STATUS = 36;
    private static final long WORDS = 40;

    /** What a hart was: {@code x[0]} is 0, {@code instret} counts the handler's instructions too. */
    record Snapshot(List<Long> x, long epc, long cause, long tval, long instret, long mstatus) {}

    private Snapshots() {}

    /**
     * Has M-mode's traps kept from here on.
     *
     * @param quiet where the handler stores a zero word: what raised an interrupt, or some memory
     */
    static void keep(Assembler a, long quiet) {
        a.la(T6, "snapshot");
        a.csrw(MTVEC, T6);
        a.li(T6, LOG);
        a.csrw(MSCRATCH, T6);
        a.j("snapshot_end");
        a.align(2);
        a.label("snapshot");
        a.csrrw(T6, MSCRATCH, T6);
        for (int i = 1; i < 31; i++) {
            a.sd(Register.of(i), 8L * i, T6);
        }
        keep(a, MSCRATCH, 31);
        keep(a, MCAUSE, CAUSE);
        keep(a, MTVAL, TVAL);
        keep(a, MSTATUS, STATUS);
        keep(a, MINSTRET, INSTRET);
        keep(a, MEPC, EPC);
        a.ld(T4, 8 * CAUSE, T6);
        a.srli(T4, T4, 63);
        a.xori(T4, T4, 1);
        a.slli(T4, T4, 2);
        a.add(T5, T5, T4);
        a.ld(T4, 8 * CAUSE, T6);
        a.addi(T4, T4, -Cause.INSTRUCTION_ACCESS_FAULT);
        a.seqz(T4, T4);
        a.neg(T4, T4);
        chooseReturn(a);
        a.ld(T4, 8 * CAUSE, T6);
        a.addi(T4, T4, -Cause.INSTRUCTION_PAGE_FAULT);
        a.seqz(T4, T4);
        a.neg(T4, T4);
        chooseReturn(a);
        a.csrw(MEPC, T5);
        a.ld(T4, 8 * CAUSE, T6);
        a.addi(T4, T4, -Cause.ENVIRONMENT_CALL_FROM_U);
        a.sltiu(T4, T4, 2);
        a.neg(T4, T4);
        a.li(T5, Mstatus.MPP);
        a.and(T4, T4, T5);
        a.csrs(MSTATUS, T4);
        a.sltu(T4, ZERO, T4);
        a.slli(T4, T4, 5);
        a.csrr(T5, MEPC);
        a.sll(T5, T5, T4);
        a.srl(T5, T5, T4);
        a.csrw(MEPC, T5);
        a.li(T4, quiet);
        a.sw(ZERO, 0, T4);
        a.ld(T4, 8L * T4.number(), T6);
        a.ld(T5, 8L * T5.number(), T6);
        a.addi(T6, T6, 8 * WORDS);
        a.csrrw(T6, MSCRATCH, T6);
        a.mret();
        a.label("snapshot_end");
    }

    /** t5 becomes ra where t4 is -1. */
    private static void chooseReturn(Assembler a) {
        a.and(S0, T5, T4);
        a.xor(T5, T5, S0);
        a.and(T4, RA, T4);
        a.or(T5, T5, T4);
        a.ld(S0, 8L * S0.number(), T6);
    }

    private static void keep(Assembler a, int csr, long word) {
        a.csrr(T5, csr);
        a.sd(T5, 8 * word, T6);
    }

    /** How many instructions a trap costs. */
    static long cost(Guest guest) {
        return (guest.symbol("snapshot_end") - guest.symbol("snapshot")) / 4;
    }

    /** What was kept, in order. */
    static List<Snapshot> of(Guest guest) {
        List<Snapshot> all = new ArrayList<>();
        for (long at = LOG; guest.get(at + 8 * EPC) != 0; at += 8 * WORDS) {
            List<Long> x = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                x.add(i == 0 ? 0 : guest.get(at + 8L * i));
            }
            all.add(new Snapshot(
                    x,
                    guest.get(at + 8 * EPC),
                    guest.get(at + 8 * CAUSE),
                    guest.get(at + 8 * TVAL),
                    guest.get(at + 8 * INSTRET),
                    guest.get(at + 8 * STATUS)));
        }
        return all;
    }
}
