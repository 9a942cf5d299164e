package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** A round is an {@code ecall} to M-mode, from the guest's own mode, and back by {@code mret}. */
final class EnvironmentCall {
    private EnvironmentCall() {}

    static void emit(Assembler a) {
        Loop.noFill(a);
        Loop.lap(a, () -> {
            a.mv(A0, S2);
            a.ecall(); // returns a0 + 1
            a.mv(S2, A0);
        });
    }
}
