package vesper.hart;

import static vesper.isa.Csrs.*;
import static vesper.isa.FRegister.*;
import static vesper.isa.Register.*;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.hart.state.Satp;
import vesper.isa.Assembler;
import vesper.isa.Register;

/**
 * A kernel in miniature, made of a seed: computes, loops, calls, faults, and changes modes, page tables, address spaces,
 * PMP and code, as often as not while what it changes is in use.
 *
 * <p>S-mode sees RAM where it lies, U-mode {@link #ALIAS} above that. Both see, at {@link #VA}, pages that come and go:
 * two of data and two with a function each. M-mode keeps its traps in {@link Snapshots}, S-mode those that are delegated
 * in {@link #SUPERVISOR_LOG}.
 */
final class RandomKernel {
    private static final long ALIAS = 1L << 32;
    private static final long VA = 0x4000_0000L;
    private static final int PAGES = 4;
    private static final long FRAMES = Guest.DATA;
    private static final long FUNCTIONS = Guest.DATA + 0x4000;
    private static final long SUPERVISOR_LOG = Guest.DATA + 0x7000;
    private static final long[] ROOTS = {Guest.TABLES, Guest.TABLES + 0x4000};
    private static final int ADDI_S3_S3 = 0x13 | 19 << 7 | 19 << 15;
    private static final int RET = 0x8067;
    private static final int STEPS = 14;

    /** Registers that steps compute with. */
    private static final Register[] VALUES = {S3, S4, S5, S6, S7, S8, S9, S10};

    private final Random random;
    private final Assembler a;
    private int mode = Privilege.M;
    private int labels;

    private RandomKernel(long seed, Assembler assembler) {
        this.random = new Random(seed);
        this.a = assembler;
    }

    static Guest prepare(Guest guest) {
        for (int root = 0; root < ROOTS.length; root++) {
            PageTables tables = new PageTables(guest, 3, ROOTS[root])
                    .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                    .map(Guest.RAM + ALIAS, Guest.RAM, 2, PageTables.ALL | PageTables.U);
            for (int page = 0; page < PAGES; page++) {
                int frame = page < 2 ? page : 4 + (page ^ root) % 2;
                tables.map(VA + page * 0x1000L, FRAMES + frame * 0x1000L, 0, PageTables.ALL | PageTables.U);
            }
        }
        for (int function = 0; function < 2; function++) {
            long at = FUNCTIONS + function * 0x1000L;
            for (int i = 0; i < 6; i++) {
                guest.putWord(at + 0x10 + 4L * i, ADDI_S3_S3 | (function * 8 + i + 1) << 20);
            }
            guest.putWord(at + 0x28, RET);
        }
        return guest;
    }

    static void write(Assembler a, long seed) {
        new RandomKernel(seed, a).write();
    }

    private void write() {
        start();
        List<Runnable> steps = List.of(
                this::compute,
                this::loop,
                this::loop,
                this::callFunction,
                this::callFunction,
                this::changeMode,
                this::changeMode,
                this::patch,
                this::changePage,
                this::changeSpace,
                this::changeStatus,
                this::changeProtection,
                this::oddInstruction);
        for (int i = 0; i < STEPS; i++) {
            steps.get(random.nextInt(steps.size())).run();
        }
        toMachine();
        a.j("kernel_end");
        supervisorHandler();
        a.label("leaf");
        compute();
        a.ret();
        a.label("kernel_end");
    }

    private void start() {
        Prelude.write(a, PMPADDR0 + 1, -1);
        Prelude.write(a, PMPADDR0, (FUNCTIONS >>> 2) | 0x1ff);
        Prelude.write(a, PMPCFG0, 0x1f1f);
        a.la(T6, "supervisor_handler");
        a.csrw(STVEC, T6);
        Prelude.write(a, SSCRATCH, SUPERVISOR_LOG);
        long pageFaults = 1 << Cause.INSTRUCTION_PAGE_FAULT | 1 << Cause.LOAD_PAGE_FAULT | 1 << Cause.STORE_PAGE_FAULT;
        Prelude.write(a, MEDELEG, random.nextBoolean() ? pageFaults : 1 << Cause.ILLEGAL_INSTRUCTION);
        switchTo(0);
        for (Register value : VALUES) {
            a.li(value, random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(100));
        }
        a.li(T0, 3);
        a.fcvt_d_l(FS2, T0);
        a.fcvt_d_l(FS3, T0);
    }

    private Register value() {
        return VALUES[random.nextInt(VALUES.length)];
    }

    /** An address as the mode sees it: of RAM where it lies. */
    private long seen(long paddr) {
        return mode == Privilege.U ? paddr + ALIAS : paddr;
    }

    private void compute() {
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            if (random.nextInt(5) == 0) {
                String skip = "skip" + labels++;
                a.bltu(value(), value(), skip);
                one();
                one();
                a.label(skip);
            }
            one();
        }
    }

    private void one() {
        if (random.nextInt(3) == 0) {
            access();
        } else {
            arithmetic();
        }
    }

    private void arithmetic() {
        Register rd = value();
        Register rs1 = value();
        Register rs2 = value();
        switch (random.nextInt(16)) {
            case 0 -> a.add(rd, rs1, rs2);
            case 1 -> a.sub(rd, rs1, rs2);
            case 2 -> a.xor(rd, rs1, rs2);
            case 3 -> a.mul(rd, rs1, rs2);
            case 4 -> a.mulhu(rd, rs1, rs2);
            case 5 -> a.sltu(rd, rs1, rs2);
            case 6 -> a.slli(rd, rs1, random.nextInt(64));
            case 7 -> a.sraiw(rd, rs1, random.nextInt(32));
            case 8 -> a.divu(rd, rs1, rs2);
            case 9 -> a.remw(rd, rs1, rs2);
            case 10 -> a.sh2add(rd, rs1, rs2);
            case 11 -> a.auipc(rd, random.nextInt(16));
            case 12 -> a.fadd_d(FS2, FS2, FS3);
            case 13 -> a.fdiv_d(FS3, FS2, FS3);
            case 14 -> a.fmv_x_d(rd, FS3);
            default -> a.addi(rd, rs1, random.nextInt(4096) - 2048);
        }
    }

    /** Where there is a page, where there may be one, over pages' ends, or where there is nothing. */
    private void access() {
        long address = switch (random.nextInt(8)) {
            case 0 -> seen(FRAMES) + 8L * random.nextInt(64);
            case 1 -> 0x3000_0000L;
            case 2 -> VA + 0xff8 + random.nextInt(16);
            case 3 -> VA + 0x1000L * PAGES - 4;
            default -> VA + 0x1000L * random.nextInt(2) + 8L * random.nextInt(64);
        };
        a.li(T0, address);
        Register value = value();
        switch (random.nextInt(12)) {
            case 0 -> a.lb(value, 0, T0);
            case 1 -> a.lhu(value, 0, T0);
            case 2 -> a.lw(value, 0, T0);
            case 3 -> a.sb(value, 0, T0);
            case 4 -> a.sw(value, 0, T0);
            case 5, 6 -> a.sd(value, 0, T0);
            case 7 -> a.fld(FS2, 0, T0);
            case 8 -> a.fsd(FS3, 0, T0);
            case 9 -> a.amoxor_d(value, value(), T0);
            case 10 -> {
                a.lr_d(value, T0);
                a.sc_d(value(), value(), T0);
            }
            default -> a.ld(value, 0, T0);
        }
    }

    private void loop() {
        String label = "loop" + labels++;
        a.li(A2, 2 + random.nextInt(30));
        a.label(label);
        compute();
        if (random.nextInt(3) == 0) {
            a.jal("leaf");
        }
        if (random.nextInt(3) == 0) {
            callFunction();
        }
        if (random.nextInt(6) == 0) {
            patch();
        }
        a.addi(A2, A2, -1);
        a.bnez(A2, label);
    }

    /** By way of its page, which may be another's, or none; M-mode where it lies. */
    private void callFunction() {
        int function = random.nextInt(2);
        long at = mode == Privilege.M ? FUNCTIONS + function * 0x1000L : VA + (2 + function) * 0x1000L;
        a.li(T1, at + 0x10 + 4L * random.nextInt(4));
        a.jalr(T1);
    }

    private void patch() {
        long at = FUNCTIONS + 0x1000L * random.nextInt(2) + 0x10 + 4L * random.nextInt(6);
        a.li(T0, seen(at));
        a.li(T1, ADDI_S3_S3 | random.nextInt(2048) << 20);
        a.sw(T1, 0, T0);
        a.fence_i();
    }

    private void toMachine() {
        if (mode != Privilege.M) {
            a.ecall();
            mode = Privilege.M;
        }
    }

    private void changeMode() {
        toMachine();
        int to = random.nextInt(3);
        if (to == 2) {
            return;
        }
        Prelude.clear(a, MSTATUS, Mstatus.MPP);
        Prelude.set(a, MSTATUS, (long) to << Mstatus.MPP_SHIFT);
        String label = "mode" + labels++;
        a.la(T6, label);
        mode = to;
        a.li(T5, seen(0));
        a.add(T6, T6, T5);
        a.csrw(MEPC, T6);
        a.mret();
        a.label(label);
    }

    /** In one of the two spaces; in U-mode it may not, and M-mode does it. */
    private void changePage() {
        if (mode == Privilege.U) {
            toMachine();
        }
        int page = random.nextInt(PAGES);
        long[] rights = {
            PageTables.ALL,
            PageTables.ALL & ~PageTables.X,
            PageTables.ALL & ~PageTables.W,
            PageTables.ALL & ~PageTables.D,
            PageTables.ALL & ~PageTables.A,
            0,
            PageTables.ALL,
            PageTables.ALL
        };
        long frame = FRAMES + 0x1000L * (page < 2 ? random.nextInt(4) : 4 + random.nextInt(2));
        long flags = rights[random.nextInt(rights.length)] | (random.nextInt(5) == 0 ? 0 : PageTables.U);
        a.li(T0, ROOTS[random.nextInt(2)] + 0x2000 + 8L * page);
        a.li(T1, frame >>> 12 << 10 | flags);
        a.sd(T1, 0, T0);
        if (random.nextBoolean()) {
            a.sfence_vma();
        } else {
            a.li(T0, VA + 0x1000L * page);
            a.sfence_vma(T0, ZERO);
        }
    }

    private void changeSpace() {
        if (mode == Privilege.U) {
            toMachine();
        }
        switchTo(random.nextInt(2));
    }

    /** Each space has its number, so that nothing need be flushed. */
    private void switchTo(int space) {
        a.li(T0, (long) Satp.MODE_SV39 << 60 | (space + 1L) << 44 | ROOTS[space] >>> 12);
        a.csrw(SATP, T0);
    }

    private void changeStatus() {
        toMachine();
        long[] bits = {Mstatus.SUM, Mstatus.MXR, Mstatus.FS};
        long bit = bits[random.nextInt(bits.length)];
        if (random.nextBoolean()) {
            Prelude.set(a, MSTATUS, bit);
        } else {
            Prelude.clear(a, MSTATUS, bit);
        }
        if (random.nextBoolean()) {
            Prelude.clear(a, MSTATUS, Mstatus.MPP);
            Prelude.set(a, MSTATUS, Mstatus.MPRV | 1L << Mstatus.MPP_SHIFT);
            access();
            access();
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
        }
    }

    /** What the first function's page may be used for below M-mode. */
    private void changeProtection() {
        toMachine();
        int[] rights = {0, 1, 4, 5, 7, 7};
        Prelude.write(a, PMPCFG0, 0x1f18 | rights[random.nextInt(rights.length)]);
        a.sfence_vma();
    }

    private void oddInstruction() {
        List<Consumer<Assembler>> odd = List.of(
                b -> b.ebreak(),
                b -> b.word(0),
                b -> b.csrr(S3, FCSR),
                b -> b.csrwi(FRM, random.nextInt(8)),
                b -> b.csrr(S4, SATP),
                b -> b.fence_i());
        odd.get(random.nextInt(odd.size())).accept(a);
    }

    /** Keeps cause, place and address of up to 64 traps, each over what was kept 64 before, and goes on as M-mode's. */
    private void supervisorHandler() {
        a.align(2);
        a.label("supervisor_handler");
        a.csrrw(T6, SSCRATCH, T6);
        a.sd(T5, 8, T6);
        a.sd(T4, 16, T6);
        a.ld(T4, 0, T6);
        a.addi(T4, T4, 1);
        a.sd(T4, 0, T6);
        a.andi(T4, T4, 63);
        a.slli(T4, T4, 5);
        a.add(T4, T4, T6);
        a.csrr(T5, SCAUSE);
        a.sd(T5, 32, T4);
        a.csrr(T5, STVAL);
        a.sd(T5, 40, T4);
        a.csrr(T5, SEPC);
        a.sd(T5, 48, T4);
        a.addi(T5, T5, 4);
        a.csrr(T4, SCAUSE);
        a.addi(T4, T4, -Cause.INSTRUCTION_PAGE_FAULT);
        a.bnez(T4, "supervisor_next");
        a.mv(T5, RA);
        a.label("supervisor_next");
        a.csrw(SEPC, T5);
        a.ld(T4, 16, T6);
        a.ld(T5, 8, T6);
        a.csrrw(T6, SSCRATCH, T6);
        a.sret();
    }
}
