package vesper.hart;

import java.lang.invoke.VarHandle;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;
import vesper.isa.Operands;

/** The A extension, Zacas and Zalasr: reads the operands and hands the access to the port. Owned by the hart thread. */
final class Atomics {
    private final Hart hart;
    private final MemoryPort port;
    private final long[] seen = new long[2];

    Atomics(Hart hart, MemoryPort port) {
        this.hart = hart;
        this.port = port;
    }

    /** {@code address} and {@code value} are rs1's and rs2's values. */
    void execute(int op, long slot, long address, long value) {
        int word = (int) (slot >> Slot.IMM_SHIFT);
        int rd = (int) (slot >>> Slot.RD_SHIFT) & Slot.REGISTER_MASK;
        long[] x = hart.x;
        switch (op) {
            case Op.LR_W, Op.LR_D -> {
                orderRelease(word);
                x[rd] = port.loadReserved(address, op == Op.LR_W ? 4 : 8);
            }
            case Op.SC_W -> x[rd] = port.storeConditional(address, value, 4) ? 0 : 1;
            case Op.SC_D -> x[rd] = port.storeConditional(address, value, 8) ? 0 : 1;
            case Op.AMOCAS_W -> x[rd] = port.compareAndSwap32(address, (int) expected(x, rd), (int) value);
            case Op.AMOCAS_D -> x[rd] = port.compareAndSwap64(address, expected(x, rd), value);
            case Op.AMOCAS_Q -> compareAndSwapPair(word, address);
            case Op.LB_AQ, Op.LH_AQ, Op.LW_AQ, Op.LD_AQ -> {
                orderRelease(word);
                x[rd] = port.loadAcquire(address, 1 << Operands.funct3(word));
            }
            case Op.SB_RL, Op.SH_RL, Op.SW_RL, Op.SD_RL ->
                port.storeRelease(address, value, 1 << Operands.funct3(word));
            case Op.AMOSWAP_W,
                    Op.AMOADD_W,
                    Op.AMOXOR_W,
                    Op.AMOAND_W,
                    Op.AMOOR_W,
                    Op.AMOMIN_W,
                    Op.AMOMAX_W,
                    Op.AMOMINU_W,
                    Op.AMOMAXU_W -> x[rd] = port.amo32(op, address, (int) value);
            default -> x[rd] = port.amo64(op, address, value);
        }
    }

    /** Preserved program order rule 6 puts every earlier access, stores too, before a load with {@code .rl}. */
    private static void orderRelease(int word) {
        if (Operands.rl(word)) {
            VarHandle.fullFence();
        }
    }

    private static long expected(long[] x, int rd) {
        return rd == Slot.SINK ? 0 : x[rd];
    }

    /** Zacas: register pairs start at an even register, else the encoding is reserved; a pair at x0 is zero. */
    private void compareAndSwapPair(int word, long address) {
        int rd = Operands.rd(word);
        int rs2 = Operands.rs2(word);
        if (((rd | rs2) & 1) != 0) {
            throw hart.trap.with(Cause.ILLEGAL_INSTRUCTION, word & 0xffff_ffffL);
        }
        long[] x = hart.x;
        long valueHigh = rs2 == 0 ? 0 : x[rs2 + 1];
        long expectedHigh = rd == 0 ? 0 : x[rd + 1];
        port.compareAndSwap128(address, x[rd], expectedHigh, x[rs2], valueHigh, seen);
        if (rd != 0) {
            x[rd] = seen[0];
            x[rd + 1] = seen[1];
        }
    }
}
