package vesper.hart.execute;

import vesper.hart.code.Op;
import vesper.hart.code.Slot;
import vesper.hart.fp.Float32;
import vesper.hart.fp.Float64;
import vesper.hart.fp.FpStatus;
import vesper.hart.memory.MemoryPort;
import vesper.hart.state.Cause;
import vesper.hart.state.HartState;
import vesper.isa.Operands;

/**
 * F and D: reads and writes the {@code f} registers, NaN-boxing singles (unprivileged manual, section 21.2), and
 * leaves the arithmetic to {@link vesper.hart.fp}. Owned by the hart thread.
 */
public final class FloatingPoint {
    private static final int SIGN_S = Integer.MIN_VALUE;
    private static final long SIGN_D = Long.MIN_VALUE;
    private static final int CANONICAL_NAN_S = 0x7fc0_0000;
    private static final long BOX = -1L << 32;

    /** The rounding mode field that says: look into {@code frm}. */
    private static final int DYNAMIC = 7;

    private static final int LAST_ROUNDING_MODE = 4;

    private final HartState state;
    private final MemoryPort port;

    public FloatingPoint(HartState state, MemoryPort port) {
        this.state = state;
        this.port = port;
    }

    public void load32(int rd, long vaddr) {
        requireOn();
        writeSingle(rd, port.load32(vaddr));
    }

    public void load64(int rd, long vaddr) {
        requireOn();
        writeDouble(rd, port.load64(vaddr));
    }

    public void store32(int rs2, long vaddr) {
        requireOn();
        port.store32(vaddr, (int) state.f[rs2]);
    }

    public void store64(int rs2, long vaddr) {
        requireOn();
        port.store64(vaddr, state.f[rs2]);
    }

    private void requireOn() {
        if (state.csrs.floatingPointOff()) {
            throw state.trap.with(Cause.ILLEGAL_INSTRUCTION, 0);
        }
    }

    /** Executes anything but loads and stores; {@code x} is the integer value of rs1. */
    public void execute(int op, int word, long x) {
        requireOn();
        int before = state.fpStatus.fflags;
        if (op < Op.FMADD_D) {
            executeSingle(op, word, x);
        } else {
            executeDouble(op, word, x);
        }
        if (state.fpStatus.fflags != before) {
            state.csrs.setFloatingPointDirty();
        }
    }

    /** The mode that this instruction rounds by; a reserved one makes it illegal, also where it would not matter. */
    private int roundingMode(int op, int word) {
        int rm = Operands.rm(word);
        if (usesFunct3AsOpcode(op)) {
            return 0;
        }
        int mode = rm == DYNAMIC ? state.frm : rm;
        if (mode > LAST_ROUNDING_MODE) {
            throw state.trap.with(Cause.ILLEGAL_INSTRUCTION, 0);
        }
        return mode;
    }

    private static boolean usesFunct3AsOpcode(int op) {
        return switch (op) {
            case Op.FSGNJ_S, Op.FSGNJN_S, Op.FSGNJX_S, Op.FMIN_S, Op.FMAX_S -> true;
            case Op.FSGNJ_D, Op.FSGNJN_D, Op.FSGNJX_D, Op.FMIN_D, Op.FMAX_D -> true;
            case Op.FEQ_S, Op.FLT_S, Op.FLE_S, Op.FCLASS_S, Op.FMV_X_W, Op.FMV_W_X -> true;
            case Op.FEQ_D, Op.FLT_D, Op.FLE_D, Op.FCLASS_D, Op.FMV_X_D, Op.FMV_D_X -> true;
            default -> false;
        };
    }

    private void executeSingle(int op, int word, long x) {
        FpStatus s = state.fpStatus;
        int rm = roundingMode(op, word);
        int rd = Operands.rd(word);
        int rs1 = Operands.rs1(word);
        int a = single(rs1);
        int b = single(Operands.rs2(word));
        int c = single(Operands.rs3(word));
        switch (op) {
            case Op.FMADD_S -> writeSingle(rd, Float32.fma(s, a, b, c, rm));
            case Op.FMSUB_S -> writeSingle(rd, Float32.fma(s, a, b, negate(c), rm));
            case Op.FNMSUB_S -> writeSingle(rd, Float32.fma(s, negate(a), b, c, rm));
            case Op.FNMADD_S -> writeSingle(rd, Float32.fma(s, negate(a), b, negate(c), rm));
            case Op.FADD_S -> writeSingle(rd, Float32.add(s, a, b, rm));
            case Op.FSUB_S -> writeSingle(rd, Float32.sub(s, a, b, rm));
            case Op.FMUL_S -> writeSingle(rd, Float32.mul(s, a, b, rm));
            case Op.FDIV_S -> writeSingle(rd, Float32.div(s, a, b, rm));
            case Op.FSQRT_S -> writeSingle(rd, Float32.sqrt(s, a, rm));
            case Op.FSGNJ_S -> writeSingle(rd, (a & ~SIGN_S) | (b & SIGN_S));
            case Op.FSGNJN_S -> writeSingle(rd, (a & ~SIGN_S) | (~b & SIGN_S));
            case Op.FSGNJX_S -> writeSingle(rd, a ^ (b & SIGN_S));
            case Op.FMIN_S -> writeSingle(rd, Float32.min(s, a, b));
            case Op.FMAX_S -> writeSingle(rd, Float32.max(s, a, b));
            case Op.FEQ_S -> integer(rd, Float32.eq(s, a, b));
            case Op.FLT_S -> integer(rd, Float32.lt(s, a, b));
            case Op.FLE_S -> integer(rd, Float32.le(s, a, b));
            case Op.FCLASS_S -> integer(rd, Float32.classify(a));
            case Op.FCVT_W_S -> integer(rd, Float32.toInt32(s, a, rm));
            case Op.FCVT_WU_S -> integer(rd, Float32.toUint32(s, a, rm));
            case Op.FCVT_L_S -> integer(rd, Float32.toInt64(s, a, rm));
            case Op.FCVT_LU_S -> integer(rd, Float32.toUint64(s, a, rm));
            case Op.FCVT_S_W -> writeSingle(rd, Float32.fromInt32(s, x, rm));
            case Op.FCVT_S_WU -> writeSingle(rd, Float32.fromUint32(s, x, rm));
            case Op.FCVT_S_L -> writeSingle(rd, Float32.fromInt64(s, x, rm));
            case Op.FCVT_S_LU -> writeSingle(rd, Float32.fromUint64(s, x, rm));
            case Op.FMV_X_W -> integer(rd, signExtend(state.f[rs1]));
            case Op.FMV_W_X -> writeSingle(rd, (int) x);
            default -> throw new IllegalArgumentException("not of F or D: op " + op);
        }
    }

    private void executeDouble(int op, int word, long x) {
        FpStatus s = state.fpStatus;
        int rm = roundingMode(op, word);
        int rd = Operands.rd(word);
        int rs1 = Operands.rs1(word);
        long a = state.f[rs1];
        long b = state.f[Operands.rs2(word)];
        long c = state.f[Operands.rs3(word)];
        switch (op) {
            case Op.FMADD_D -> writeDouble(rd, Float64.fma(s, a, b, c, rm));
            case Op.FMSUB_D -> writeDouble(rd, Float64.fma(s, a, b, negate(c), rm));
            case Op.FNMSUB_D -> writeDouble(rd, Float64.fma(s, negate(a), b, c, rm));
            case Op.FNMADD_D -> writeDouble(rd, Float64.fma(s, negate(a), b, negate(c), rm));
            case Op.FADD_D -> writeDouble(rd, Float64.add(s, a, b, rm));
            case Op.FSUB_D -> writeDouble(rd, Float64.sub(s, a, b, rm));
            case Op.FMUL_D -> writeDouble(rd, Float64.mul(s, a, b, rm));
            case Op.FDIV_D -> writeDouble(rd, Float64.div(s, a, b, rm));
            case Op.FSQRT_D -> writeDouble(rd, Float64.sqrt(s, a, rm));
            case Op.FSGNJ_D -> writeDouble(rd, (a & ~SIGN_D) | (b & SIGN_D));
            case Op.FSGNJN_D -> writeDouble(rd, (a & ~SIGN_D) | (~b & SIGN_D));
            case Op.FSGNJX_D -> writeDouble(rd, a ^ (b & SIGN_D));
            case Op.FMIN_D -> writeDouble(rd, Float64.min(s, a, b));
            case Op.FMAX_D -> writeDouble(rd, Float64.max(s, a, b));
            case Op.FEQ_D -> integer(rd, Float64.eq(s, a, b));
            case Op.FLT_D -> integer(rd, Float64.lt(s, a, b));
            case Op.FLE_D -> integer(rd, Float64.le(s, a, b));
            case Op.FCLASS_D -> integer(rd, Float64.classify(a));
            case Op.FCVT_W_D -> integer(rd, Float64.toInt32(s, a, rm));
            case Op.FCVT_WU_D -> integer(rd, Float64.toUint32(s, a, rm));
            case Op.FCVT_L_D -> integer(rd, Float64.toInt64(s, a, rm));
            case Op.FCVT_LU_D -> integer(rd, Float64.toUint64(s, a, rm));
            case Op.FCVT_D_W -> writeDouble(rd, Float64.fromInt32(s, x, rm));
            case Op.FCVT_D_WU -> writeDouble(rd, Float64.fromUint32(s, x, rm));
            case Op.FCVT_D_L -> writeDouble(rd, Float64.fromInt64(s, x, rm));
            case Op.FCVT_D_LU -> writeDouble(rd, Float64.fromUint64(s, x, rm));
            case Op.FCVT_S_D -> writeSingle(rd, Float32.fromFloat64(s, a, rm));
            case Op.FCVT_D_S -> writeDouble(rd, Float64.fromFloat32(s, single(rs1), rm));
            case Op.FMV_X_D -> integer(rd, a);
            case Op.FMV_D_X -> writeDouble(rd, x);
            default -> throw new IllegalArgumentException("not of F or D: op " + op);
        }
    }

    private static int negate(int bits) {
        return bits ^ SIGN_S;
    }

    private static long negate(long bits) {
        return bits ^ SIGN_D;
    }

    /** A single that is not properly boxed counts as the canonical NaN. */
    private int single(int register) {
        long bits = state.f[register];
        return bits >>> 32 == 0xffff_ffffL ? (int) bits : CANONICAL_NAN_S;
    }

    private void writeSingle(int rd, int bits) {
        writeDouble(rd, bits | BOX);
    }

    private void writeDouble(int rd, long bits) {
        state.f[rd] = bits;
        state.csrs.setFloatingPointDirty();
    }

    private static long signExtend(long word) {
        return word << 32 >> 32;
    }

    private void integer(int rd, long value) {
        state.x[rd == 0 ? Slot.SINK : rd] = value;
    }
}
