package vesper.stress.hostile;

import static vesper.isa.Register.*;

import java.util.SplittableRandom;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Instruction;
import vesper.isa.Program;
import vesper.isa.Register;

/**
 * A raw image of random instructions for M-mode. A trap handler, in a page that PMP locks against stores, gives every
 * register a value that a hostile guest would choose - edges of RAM, devices' windows, page tables made of code - and
 * returns to a random place of the soup in a random mode.
 */
final class Soup {
    private static final long BASE = 0x8000_0000L;
    private static final int SOUP_SIZE = 1 << 20;
    private static final int TABLE_ENTRIES = 256;
    private static final int NAPOT_LOCKED_READ_EXECUTE = 0x9d;
    private static final int NAPOT_ALL = 0x1f;

    /** 16 KiB from the base: the start, the handler and the table. */
    private static final long PROTECTED_NAPOT = BASE >>> 2 | 0x7ff;

    private static final int PROTECTED_SIZE = 1 << 14;
    private static final long[] PLACES = {
        0,
        -1,
        BASE,
        BASE + SOUP_SIZE,
        BASE + (128 << 20) - 8,
        BASE + (128 << 20),
        1L << 38,
        -(1L << 38),
        1L << 55,
        0x1000,
        0x10_0004,
        0x10_1000,
        0x200_0000,
        0x200_4000,
        0x200_bff8,
        0xc00_0000,
        0xc00_1000,
        0xc00_2000,
        0xc20_0004,
        0x1000_0000,
        0x1000_8000,
        0x1000_8040,
        0x1000_8050,
        0x1000_8070,
        0x1000_1000,
        0x4000_0000,
        8L << 60 | (BASE + PROTECTED_SIZE) >>> 12,
        9L << 60 | (BASE + SOUP_SIZE / 2) >>> 12,
        0x7fff_ffff_ffff_ffffL,
    };

    private final Assembler a = new Assembler();
    private final SplittableRandom random;

    private Soup(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The image, to be loaded at the base of RAM. */
    static byte[] image(long seed) {
        Soup soup = new Soup(seed);
        soup.start();
        soup.handler();
        soup.table();
        soup.soup();
        Program program = soup.a.assemble(BASE);
        return program.flat();
    }

    private void start() {
        a.section(".text");
        a.globl("_start");
        a.label("_start");
        a.la(T0, "handler");
        a.csrw(Csrs.MTVEC, T0);
        a.li(T0, PROTECTED_NAPOT);
        a.csrw(Csrs.PMPADDR0, T0);
        a.li(T0, -1);
        a.csrw(Csrs.PMPADDR0 + 1, T0);
        a.li(T0, NAPOT_ALL << 8 | NAPOT_LOCKED_READ_EXECUTE);
        a.csrw(Csrs.PMPCFG0, T0);
        a.li(T0, -1);
        a.csrw(Csrs.MIE, T0);
        a.csrw(Csrs.MCOUNTEREN, T0);
        a.label("go");
        a.ebreak();
    }

    /** The state word of a hart, after the soup, is a generator's; the soup may overwrite it, which is as random. */
    private void handler() {
        a.align(2);
        a.label("handler");
        a.csrr(T0, Csrs.MHARTID);
        a.la(T1, "state");
        a.slli(T2, T0, 3);
        a.add(T1, T1, T2);
        a.ld(T2, 0, T1);
        a.li(T3, 0x5851f42d4c957f2dL);
        a.mul(T2, T2, T3);
        a.li(T3, random.nextLong() | 1);
        a.add(T2, T2, T3);
        a.add(T2, T2, T0);
        a.sd(T2, 0, T1);
        a.srli(T3, T2, 40);
        a.li(T4, SOUP_SIZE - 2);
        a.and(T3, T3, T4);
        a.la(T4, "soup");
        a.add(T3, T3, T4);
        a.csrw(Csrs.MEPC, T3);
        a.csrw(Csrs.MSTATUS, T2);
        timer();
        a.srli(T2, T2, 50);
        a.andi(T2, T2, 0x7f8);
        a.la(T6, "table");
        a.add(T6, T6, T2);
        for (Register register : Register.values()) {
            if (register != ZERO && register != T6) {
                a.ld(register, 8L * register.number(), T6);
            }
        }
        a.ld(T6, 0, T6);
        a.mret();
    }

    /** An interrupt soon, so that a {@code wfi} in the soup does not end the hart's work. */
    private void timer() {
        a.li(T3, 0x200_bff8L);
        a.ld(T4, 0, T3);
        a.addi(T4, T4, 2000);
        a.li(T3, 0x200_4000L);
        a.slli(T5, T0, 3);
        a.add(T3, T3, T5);
        a.sd(T4, 0, T3);
    }

    private void table() {
        a.align(3);
        a.label("table");
        for (int i = 0; i < TABLE_ENTRIES + 32; i++) {
            long place = PLACES[random.nextInt(PLACES.length)];
            a.dword(
                    switch (random.nextInt(4)) {
                        case 0 -> place;
                        case 1 -> place + random.nextInt(-16, 16);
                        case 2 -> BASE + random.nextInt(PROTECTED_SIZE, SOUP_SIZE) & -8L;
                        default -> random.nextLong();
                    });
        }
        a.align(14);
    }

    private void soup() {
        a.label("soup");
        for (int size = 0; size < SOUP_SIZE; size += 4) {
            a.word(word());
        }
        a.label("state");
        for (int hart = 0; hart < 8; hart++) {
            a.dword(random.nextLong());
        }
    }

    private int word() {
        int noise = random.nextInt();
        if (random.nextInt(8) == 0) {
            return noise;
        }
        Instruction[] rows = Instruction.values();
        Instruction row = rows[random.nextInt(rows.length)];
        boolean rare = row == Instruction.WFI || row == Instruction.JAL || row == Instruction.JALR;
        if (rare && random.nextInt(4) != 0) {
            row = Instruction.LD;
        }
        return row.match() | (noise & ~row.mask());
    }
}
