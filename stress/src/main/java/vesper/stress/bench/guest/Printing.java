package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** Prints on the UART, and turns the board off. All of it changes t0 to t4 and a0 only. */
public final class Printing {
    /** Prints the text at a0 up to its zero byte. */
    public static final String TEXT = "print_text";
    /** Prints a space and a0 as 16 hexadecimal digits. */
    public static final String HEX = "print_hex";
    /** Stores a0 to the finisher, {@link #SUCCESS} for a status of 0; does not return. */
    public static final String POWER_OFF = "power_off";

    public static final int SUCCESS = Layout.POWER_OFF;

    private Printing() {}

    public static void emit(Assembler a) {
        text(a);
        hex(a);
        a.label(POWER_OFF);
        a.li(T0, Layout.FINISHER);
        a.sw(A0, 0, T0);
        a.label("1");
        a.wfi();
        a.j("1b");
    }

    private static void text(Assembler a) {
        a.label(TEXT);
        a.li(T0, Layout.UART);
        a.label("1");
        a.lbu(T1, 0, A0);
        a.addi(A0, A0, 1);
        a.beqz(T1, "2f");
        send(a);
        a.j("1b");
        a.label("2");
        a.ret();
    }

    private static void hex(Assembler a) {
        a.label(HEX);
        a.li(T0, Layout.UART);
        a.li(T1, ' ');
        a.li(T3, 64);
        a.li(T4, 10);
        a.label("print_hex.next");
        send(a);
        a.addi(T3, T3, -4);
        a.bltz(T3, "print_hex.end");
        a.srl(T1, A0, T3);
        a.andi(T1, T1, 15);
        a.addi(T2, T1, '0');
        a.bltu(T1, T4, "print_hex.digit");
        a.addi(T2, T1, 'a' - 10);
        a.label("print_hex.digit");
        a.mv(T1, T2);
        a.j("print_hex.next");
        a.label("print_hex.end");
        a.ret();
    }

    /** The byte in t1 to the UART at t0, by t2. */
    private static void send(Assembler a) {
        a.label("9");
        a.lbu(T2, Layout.LSR, T0);
        a.andi(T2, T2, Layout.LSR_THRE);
        a.beqz(T2, "9b");
        a.sb(T1, 0, T0);
    }
}
