package vesper.stress.board;

import static vesper.isa.Register.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.ElfWriter;
import vesper.stress.bench.guest.Printing;

/**
 * A driver in M-mode that takes one byte from the serial port at each interrupt. After so many it prints their sum, each
 * byte worth 31 of the one before, and powers off.
 */
final class ByteAnInterrupt {
    private static final long IMAGE = 0x8000_0000L;
    private static final long UART = 0x1000_0000L;
    private static final int IRQ = 10;
    private static final long PRIORITY = 0xc00_0000L + 4 * IRQ;
    private static final long ENABLE = 0xc00_2000L;
    private static final long THRESHOLD = 0xc20_0000L;
    private static final int CLAIM = 4; // behind the threshold
    private static final int IER = 1;
    private static final int FCR = 2;
    private static final int LSR = 5;
    private static final int MEIP = 1 << 11;
    private static final int MSTATUS_MIE = 8;

    private ByteAnInterrupt() {}

    /** What the guest prints of these bytes. */
    static long sum(byte[] bytes) {
        long sum = 0;
        for (byte each : bytes) {
            sum = 31 * sum + (each & 0xff);
        }
        return sum;
    }

    /** Writes an ELF into the folder. Turning FIFOs on may cost bytes that came before. */
    static Path writeInto(Path folder, int bytes, boolean fifos) throws IOException {
        Assembler a = new Assembler();
        a.section(".text");
        a.globl("_start");
        a.label("_start");
        setUp(a, bytes, fifos);
        a.label("wait");
        a.wfi();
        a.j("wait");
        a.align(2);
        a.label("trap");
        takeByte(a);
        Printing.emit(a);
        a.section(".rodata");
        a.label("line_end");
        a.asciz("\n");
        return Files.write(folder.resolve("byte-an-interrupt.elf"), ElfWriter.write(a.assemble(IMAGE)));
    }

    /** s0: the port, s1: the controller's context, s2: the sum, s3: how many are left, s4: 31. */
    private static void setUp(Assembler a, int bytes, boolean fifos) {
        a.la(T0, "trap");
        a.csrw(Csrs.MTVEC, T0);
        a.li(S0, UART);
        a.li(S1, THRESHOLD);
        a.li(S2, 0);
        a.li(S3, bytes);
        a.li(S4, 31);
        a.li(T1, 1);
        a.li(T0, PRIORITY);
        a.sw(T1, 0, T0);
        a.sw(ZERO, 0, S1);
        a.li(T0, ENABLE);
        a.li(T2, 1 << IRQ);
        a.sw(T2, 0, T0);
        if (fifos) {
            a.sb(T1, FCR, S0);
        }
        a.sb(T1, IER, S0);
        a.li(T0, MEIP);
        a.csrw(Csrs.MIE, T0);
        a.csrsi(Csrs.MSTATUS, MSTATUS_MIE);
    }

    private static void takeByte(Assembler a) {
        a.lw(T0, CLAIM, S1);
        a.lbu(T1, LSR, S0);
        a.andi(T1, T1, 1);
        a.beqz(T1, "complete");
        a.lbu(T1, 0, S0);
        a.mul(S2, S2, S4);
        a.add(S2, S2, T1);
        a.addi(S3, S3, -1);
        a.beqz(S3, "end");
        a.label("complete");
        a.sw(T0, CLAIM, S1);
        a.mret();
        a.label("end");
        a.mv(A0, S2);
        a.call(Printing.HEX);
        a.la(A0, "line_end");
        a.call(Printing.TEXT);
        a.li(A0, Printing.SUCCESS);
        a.j(Printing.POWER_OFF);
    }
}
