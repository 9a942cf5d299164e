package vesper.stress.board;

import static vesper.isa.Register.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.ElfWriter;
import vesper.stress.bench.guest.Printing;

/**
 * A guest for one hart in M-mode that accesses physical addresses one after another, prints a line for each value that it
 * was to tell, and powers off. Of an access that traps it tells the complement of {@code mcause}.
 */
final class RegisterScript {
    private static final long IMAGE = 0x8000_0000L;
    private static final long LOG = 0x8700_0000L;

    /** With the address in t0 and an operand in t1; the result goes to a0. */
    @FunctionalInterface
    interface Access {
        void emit(Assembler a);
    }

    private final Assembler a = new Assembler();
    private final List<String> expected = new ArrayList<>();

    RegisterScript() {
        a.section(".text");
        a.globl("_start");
        a.label("_start");
        a.la(T0, "trap");
        a.csrw(Csrs.MTVEC, T0);
        a.li(S1, LOG);
    }

    RegisterScript store(long address, long value, int width) {
        a.li(T0, address);
        a.li(T1, value);
        switch (width) {
            case 1 -> a.sb(T1, 0, T0);
            case 2 -> a.sh(T1, 0, T0);
            case 4 -> a.sw(T1, 0, T0);
            default -> a.sd(T1, 0, T0);
        }
        return this;
    }

    /** Loads zero-extended, and tells the value. */
    RegisterScript load(long address, int width) {
        return access(address, 0, code -> {
            switch (width) {
                case 1 -> code.lbu(A0, 0, T0);
                case 2 -> code.lhu(A0, 0, T0);
                case 4 -> code.lwu(A0, 0, T0);
                default -> code.ld(A0, 0, T0);
            }
        });
    }

    /** The same; the value must be that. */
    RegisterScript load(long address, int width, long value) {
        expected.add(line(value));
        return load(address, width);
    }

    /** Any other access, whose result is told. */
    RegisterScript access(long address, long operand, Access access) {
        a.li(T0, address);
        a.li(T1, operand);
        a.li(A0, 0);
        access.emit(a);
        a.sd(A0, 0, S1);
        a.addi(S1, S1, 8);
        return this;
    }

    /** Waits until there are these 2 or 4 bytes. */
    RegisterScript await(long address, int width, int value) {
        a.li(T0, address);
        a.li(T1, value);
        a.label("1");
        if (width == 2) {
            a.lhu(A0, 0, T0);
        } else {
            a.lwu(A0, 0, T0);
        }
        a.bne(A0, T1, "1b");
        return this;
    }

    /** What {@link #load(long, int, long)} was told, as the guest prints it. */
    List<String> expected() {
        return expected;
    }

    private static String line(long value) {
        return " " + HexFormat.of().toHexDigits(value);
    }

    /** The last of it: an ELF in this folder. */
    Path writeInto(Path folder) throws IOException {
        a.li(S2, LOG);
        a.label("tell");
        a.bgeu(S2, S1, "told");
        a.ld(A0, 0, S2);
        a.addi(S2, S2, 8);
        a.call(Printing.HEX);
        a.la(A0, "line_end");
        a.call(Printing.TEXT);
        a.j("tell");
        a.label("told");
        a.li(A0, Printing.SUCCESS);
        a.j(Printing.POWER_OFF);
        a.align(2);
        a.label("trap");
        a.csrr(A0, Csrs.MEPC);
        a.addi(A0, A0, 4);
        a.csrw(Csrs.MEPC, A0);
        a.csrr(A0, Csrs.MCAUSE);
        a.not(A0, A0);
        a.mret();
        Printing.emit(a);
        a.section(".rodata");
        a.label("line_end");
        a.asciz("\n");
        return Files.write(folder.resolve("script.elf"), ElfWriter.write(a.assemble(IMAGE)));
    }
}
