package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** Calls through a table of {@link #FUNCTIONS} small functions, in an order that a random generator gives. */
final class FunctionPointers {
    private static final int FUNCTIONS = 8;
    private static final int CALLS = 256;

    private FunctionPointers() {}

    static void emit(Assembler a) {
        a.label(Frame.FILL);
        a.li(S3, 1);
        a.li(S4, Quicksort.MULTIPLIER);
        a.li(S5, Quicksort.INCREMENT);
        a.la(S6, "pointers.table");
        a.ret();
        Loop.lap(a, () -> round(a));
        for (int i = 0; i < FUNCTIONS; i++) {
            a.label("pointers." + i);
            function(a, i);
            a.ret();
        }
        a.section(".rodata");
        a.align(3);
        a.label("pointers.table");
        for (int i = 0; i < FUNCTIONS; i++) {
            a.dword("pointers." + i);
        }
        a.section(".text");
    }

    private static void round(Assembler a) {
        a.li(S7, CALLS);
        a.mv(A0, S2);
        a.label("pointers.next");
        a.mul(S3, S3, S4);
        a.add(S3, S3, S5);
        a.srli(T0, S3, 61);
        a.slli(T0, T0, 3);
        a.add(T0, T0, S6);
        a.ld(T0, 0, T0);
        a.jalr(T0);
        a.addi(S7, S7, -1);
        a.bnez(S7, "pointers.next");
        a.mv(S2, A0);
    }

    /** Each changes a0 in another way. */
    private static void function(Assembler a, int i) {
        switch (i) {
            case 0 -> a.addi(A0, A0, 7);
            case 1 -> a.xor(A0, A0, S3);
            case 2 -> {
                a.srli(T0, A0, 9);
                a.add(A0, A0, T0);
            }
            case 3 -> a.sub(A0, A0, S7);
            case 4 -> {
                a.slli(T0, A0, 3);
                a.xor(A0, A0, T0);
            }
            case 5 -> a.not(A0, A0);
            case 6 -> a.addw(A0, A0, S3);
            default -> a.or(A0, A0, S7);
        }
    }
}
