package vesper.boot.firstguest;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.RA;
import static vesper.isa.Register.SP;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
import static vesper.isa.Register.ZERO;

import vesper.isa.Assembler;
import vesper.machine.MemoryMap;

/** Guest code that writes to the serial port. It clobbers {@code a0} and {@code t0} to {@code t2}. */
final class Printing {
    /** Line status register, and its bit "transmitter holding register empty" (NS16550A). */
    private static final int LSR = 5;

    private static final int THRE = 0x20;

    /** Room for 20 digits, a zero byte and {@code ra}; a multiple of 16. */
    private static final int FRAME = 48;

    private Printing() {}

    /** Code that prints a constant. */
    static void print(Assembler a, String text) {
        a.call("print_inline");
        a.asciz(text);
        a.align(2);
    }

    /** The routines. */
    static void addTo(Assembler a) {
        inline(a);
        zeroTerminated(a);
        decimal(a);
    }

    /** {@code print_inline}: prints the text after the call, and returns behind it. */
    private static void inline(Assembler a) {
        a.label("print_inline");
        a.mv(A0, RA);
        a.call("print");
        a.addi(A0, A0, 1 + 3);
        a.andi(A0, A0, -4);
        a.jr(A0);
    }

    /** {@code print}: a0 = address of a zero-terminated text; returns the address of the zero. */
    private static void zeroTerminated(Assembler a) {
        a.label("print");
        a.li(T0, MemoryMap.UART.base());
        a.label("print_next");
        a.lbu(T1, 0, A0);
        a.beqz(T1, "printed");
        a.label("print_wait");
        a.lbu(T2, LSR, T0);
        a.andi(T2, T2, THRE);
        a.beqz(T2, "print_wait");
        a.sb(T1, 0, T0);
        a.addi(A0, A0, 1);
        a.j("print_next");
        a.label("printed");
        a.ret();
    }

    /** {@code print_decimal}: a0 = unsigned number. */
    private static void decimal(Assembler a) {
        a.label("print_decimal");
        a.addi(SP, SP, -FRAME);
        a.sd(RA, 0, SP);
        a.addi(T0, SP, FRAME - 1);
        a.sb(ZERO, 0, T0);
        a.li(T1, 10);
        a.label("print_digit");
        a.remu(T2, A0, T1);
        a.addi(T2, T2, '0');
        a.addi(T0, T0, -1);
        a.sb(T2, 0, T0);
        a.divu(A0, A0, T1);
        a.bnez(A0, "print_digit");
        a.mv(A0, T0);
        a.call("print");
        a.ld(RA, 0, SP);
        a.addi(SP, SP, FRAME);
        a.ret();
    }
}
