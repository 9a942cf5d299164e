package vesper.stress.board;

import static vesper.isa.Register.*;

import java.util.Arrays;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.ElfWriter;
import vesper.stress.bench.guest.Printing;

/**
 * A guest whose hart 0 looks at the board that it finds itself on, and tells: where it was entered, misa, what is in each
 * slot of virtio-mmio, what was loaded to {@link #LOADED}, the size of RAM, the real-time clock, and the device tree.
 */
public final class Inventory {
    /** Where {@code -device loader} may put something: {@link #LOADED_SIZE} bytes, all of which are told. */
    public static final long LOADED = 0x8018_0000L;

    public static final int LOADED_SIZE = 64;

    /** Where hart 0 may be entered instead; there it gets no device tree. */
    public static final long OTHER_ENTRY = 0x8000_0008L;

    /** With less RAM it would find the device tree in its own place. */
    public static final int LEAST_MEBIBYTES = 6;

    private static final String CLOCK = "clock";
    private static final String TREE = "tree\n";

    private static final long IMAGE = 0x8000_0000L;
    private static final long SLOTS = 0x1000_1000L;
    private static final int SLOT_SIZE = 0x1000;
    private static final long SLOTS_END = SLOTS + 8L * SLOT_SIZE;
    private static final long RTC = 0x10_1000L;
    private static final long UART = 0x1000_0000L;
    private static final int UART_LSR = 5;
    private static final int UART_THRE = 0x20;

    /** Behind any RAM here; but QEMU has a window for PCI from 16 GiB on, where nothing traps. */
    private static final long RAM_LIMIT = IMAGE + (8L << 30);

    /** QEMU's {@code rv64} has the hypervisor extension, unless it is told {@code h=false}. */
    private static final int MISA_H = 1 << 7;

    private final Assembler a = new Assembler();

    private Inventory() {}

    /** The guest, for {@code -bios none -kernel}. */
    public static byte[] elf() {
        return new Inventory().write();
    }

    /** What it found, but for the clock and the tree. */
    public static String findings(Outcome outcome) {
        return outcome.text().substring(0, outcome.text().indexOf(CLOCK));
    }

    /** What the clock said, in ns since 1970. */
    public static long clock(Outcome outcome) {
        int at = outcome.text().indexOf(CLOCK) + CLOCK.length() + 1;
        return Long.parseUnsignedLong(outcome.text().substring(at, at + 16), 16);
    }

    /** The device tree's blob; empty if it got none. */
    public static byte[] tree(Outcome outcome) {
        int at = outcome.text().indexOf(TREE) + TREE.length();
        return Arrays.copyOfRange(outcome.serial(), at, outcome.serial().length);
    }

    private byte[] write() {
        a.section(".text");
        a.globl("_start");
        a.label("_start");
        a.li(S11, 0);
        a.j("main");
        a.li(S11, 1);
        a.li(A1, 0);
        a.label("main");
        a.csrr(T0, Csrs.MHARTID);
        a.bnez(T0, "rest");
        a.mv(S0, A1);
        a.la(T0, "trap");
        a.csrw(Csrs.MTVEC, T0);
        entry();
        slots();
        loaded();
        memory();
        clock();
        tree();
        a.li(A0, Printing.SUCCESS);
        a.j(Printing.POWER_OFF);
        a.label("rest");
        a.wfi();
        a.j("rest");
        a.align(2);
        a.label("trap"); // a0 = -1 says that there was one
        a.csrr(A0, Csrs.MEPC);
        a.addi(A0, A0, 4);
        a.csrw(Csrs.MEPC, A0);
        a.li(A0, -1);
        a.mret();
        Printing.emit(a);
        InventoryDisk.emit(a);
        a.section(".rodata");
        a.label("line_end");
        a.asciz("\n");
        a.label("clock");
        a.asciz(CLOCK);
        a.label("tree");
        a.asciz(TREE);
        return ElfWriter.write(a.assemble(IMAGE));
    }

    private void text(String label) {
        a.la(A0, label);
        a.call(Printing.TEXT);
    }

    private void entry() {
        a.mv(A0, S11);
        a.call(Printing.HEX);
        a.csrr(A0, Csrs.MISA);
        a.andi(A0, A0, ~MISA_H);
        a.call(Printing.HEX);
        text("line_end");
    }

    private void slots() {
        a.li(S1, SLOTS);
        a.label("slot");
        a.call(InventoryDisk.TELL);
        text("line_end");
        a.li(T0, SLOT_SIZE);
        a.add(S1, S1, T0);
        a.li(T0, SLOTS_END);
        a.bltu(S1, T0, "slot");
    }

    private void loaded() {
        for (int at = 0; at < LOADED_SIZE; at += 8) {
            a.li(T0, LOADED + at);
            a.ld(A0, 0, T0);
            a.call(Printing.HEX);
        }
        text("line_end");
    }

    /** Between an address in RAM and one that isn't, until they are neighbours. */
    private void memory() {
        a.li(S2, IMAGE);
        a.li(S3, RAM_LIMIT);
        a.label("probe");
        a.add(S4, S2, S3);
        a.srli(S4, S4, 1);
        a.andi(S4, S4, -8);
        a.li(A0, 0);
        a.ld(T0, 0, S4);
        a.bnez(A0, "outside");
        a.mv(S2, S4);
        a.j("next_probe");
        a.label("outside");
        a.mv(S3, S4);
        a.label("next_probe");
        a.sub(T0, S3, S2);
        a.li(T1, 8);
        a.bltu(T1, T0, "probe");
        a.mv(A0, S3);
        a.call(Printing.HEX);
        text("line_end");
    }

    private void clock() {
        text("clock");
        a.li(T0, RTC);
        a.lwu(A0, 0, T0); // latches the upper half
        a.lwu(T1, 4, T0);
        a.slli(T1, T1, 32);
        a.or(A0, A0, T1);
        a.call(Printing.HEX);
        text("line_end");
    }

    /** As many bytes as its header says; the number is big-endian. */
    private void tree() {
        text("tree");
        a.beqz(S0, "told");
        a.li(S2, 0);
        for (int at = 4; at < 8; at++) {
            a.lbu(T0, at, S0);
            a.slli(S2, S2, 8);
            a.or(S2, S2, T0);
        }
        a.add(S2, S2, S0);
        a.li(T1, UART);
        a.label("tree_byte");
        a.lbu(T0, UART_LSR, T1);
        a.andi(T0, T0, UART_THRE);
        a.beqz(T0, "tree_byte");
        a.lbu(T0, 0, S0);
        a.sb(T0, 0, T1);
        a.addi(S0, S0, 1);
        a.bltu(S0, S2, "tree_byte");
        a.label("told");
    }
}
