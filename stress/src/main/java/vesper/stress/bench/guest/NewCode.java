package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** A round stores an instruction into a function of the hart's own, executes {@code fence.i}, and calls it. */
final class NewCode {
    private static final long FUNCTION = 0x1_0000;
    /** {@code addi a0, a0, 0} and {@code ret}. */
    private static final long ADDI = 0x0005_0513;

    private static final long RET = 0x0000_8067;
    private static final int LOG2_ADDI_IMMEDIATE = 20;

    private NewCode() {}

    static void emit(Assembler a) {
        a.label(Frame.FILL);
        a.li(S3, FUNCTION);
        a.add(S3, S3, S0);
        a.li(S4, ADDI);
        a.li(T0, RET);
        a.sw(T0, 4, S3);
        a.ret();
        Loop.lap(a, () -> {
            a.andi(T0, S1, 255);
            a.slli(T0, T0, LOG2_ADDI_IMMEDIATE);
            a.or(T0, T0, S4);
            a.sw(T0, 0, S3);
            a.fence_i();
            a.mv(A0, S2);
            a.jalr(S3);
            a.mv(S2, A0);
        });
    }
}
