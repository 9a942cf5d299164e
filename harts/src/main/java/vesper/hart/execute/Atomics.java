package vesper.hart.execute;

import java.lang.invoke.VarHandle;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;
import vesper.hart.memory.MemoryPort;
import vesper.hart.state.Cause;
import vesper.hart.state.HartState;
import vesper.isa.Operands;

/** The A extension, Zacas and Zalasr: reads the operands and hands the access to the port. Owned by the hart thread. */
public final class Atomics {
    private final HartState state;
    private final MemoryPort port;
    private final long[] seen = new long[2];

    public Atomics(HartState state, MemoryPort port) {
        this.state = state;
        this.port = port;
    }

    /** {@code address} and {@code value} are rs1's and rs2's values. */
    public void execute(int op, long slot, long address, long value) {
        int word = (int) (slot >> Slot.IMM_SHIFT);
        int rd = (int) (slot >>> Slot.RD_SHIFT) & Slot.REGISTER_MASK;
        long[] x = state.x;
        switch (op) {
            case Op.AMOCAS_Q -> compareAndSwapPair(word, address);
            case Op.AMOSWAP_W,
                    Op.AMOADD_W,
                    Op.AMOXOR_W,
                    Op.AMOAND_W,
                    Op.AMOOR_W,
                    Op.AMOMIN_W,
                    Op.AMOMAX_W,
                    Op.AMOMINU_W,
                    Op.AMOMAXU_W -> x[rd] = port.amo32(op, address, (int) value);
            case Op.AMOSWAP_D,
                    Op.AMOADD_D,
                    Op.AMOXOR_D,
                    Op.AMOAND_D,
                    Op.AMOOR_D,
                    Op.AMOMIN_D,
                    Op.AMOMAX_D,
                    Op.AMOMINU_D,
                    Op.AMOMAXU_D -> x[rd] = port.amo64(op, address, value);
            default -> x[rd] = access(port, op, word, address, value, rd == Slot.SINK ? 0 : x[rd]);
        }
    }

    /** LR, SC, {@code amocas.w} and {@code .d}, load-acquire, store-release; {@return rd's new value} */
    public static long access(MemoryPort port, int op, int word, long address, long value, long expected) {
        return switch (op) {
            case Op.LR_W, Op.LR_D -> {
                orderRelease(word);
                yield port.loadReserved(address, width(word));
            }
            case Op.LB_AQ, Op.LH_AQ, Op.LW_AQ, Op.LD_AQ -> {
                orderRelease(word);
                yield port.loadAcquire(address, width(word));
            }
            case Op.SC_W, Op.SC_D -> port.storeConditional(address, value, width(word)) ? 0 : 1;
            case Op.AMOCAS_W -> port.compareAndSwap32(address, (int) expected, (int) value);
            case Op.AMOCAS_D -> port.compareAndSwap64(address, expected, value);
            default -> {
                port.storeRelease(address, value, width(word));
                yield 0;
            }
        };
    }

    private static int width(int word) {
        return 1 << Operands.funct3(word);
    }

    /** Preserved program order rule 6 puts every earlier access, stores too, before a load with {@code .rl}. */
    private static void orderRelease(int word) {
        if (Operands.rl(word)) {
            VarHandle.fullFence();
        }
    }

    /** Zacas: register pairs start at an even register, else the encoding is reserved; a pair at x0 is zero. */
    private void compareAndSwapPair(int word, long address) {
        int rd = Operands.rd(word);
        int rs2 = Operands.rs2(word);
        if (((rd | rs2) & 1) != 0) {
            throw state.trap.with(Cause.ILLEGAL_INSTRUCTION, word & 0xffff_ffffL);
        }
        long[] x = state.x;
        long valueHigh = rs2 == 0 ? 0 : x[rs2 + 1];
        long expectedHigh = rd == 0 ? 0 : x[rd + 1];
        port.compareAndSwap128(address, x[rd], expectedHigh, x[rs2], valueHigh, seen);
        if (rd != 0) {
            x[rd] = seen[0];
            x[rd + 1] = seen[1];
        }
    }
}
