package vesper.stress.fuzz;

import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.FRegister;
import vesper.isa.Program;
import vesper.isa.Register;

/**
 * The guest program around the cases. For each it sets up what the {@link CaseRecord} says, enters it by {@code mret},
 * takes its traps in M-mode (those delegated to S-mode arrive by way of the {@link Layout#STUB}), skips the instruction
 * that trapped, and in the end writes an {@link Outcome} and puts the windows back as they were.
 *
 * <p>In the handler: a0 = context, a1 = case, a2 = result.
 */
final class Driver {
    private static final int FS = 3 << 13;
    private static final int MPRV = 1 << 17;
    private static final int TOR = 1 << 3;
    private static final int NAPOT = 3 << 3;
    private static final int LOCKED = 0x80;
    private static final int R = 1;
    private static final int RX = 5;
    private static final int RWX = 7;
    private static final long ALL_ADDRESSES = (1L << 54) - 1;

    /** Not zero: see {@link Divergence#EMPTY_TOR}. */
    private static final long UNUSED_PMPADDR = 0x400;

    private static final long MTIMECMP = 0x200_4000L;

    /**
     * What the driver itself runs under: no rights outside RAM but for a hole behind it, code read-only, of RAM's last
     * page only the last line to be written, all else open.
     */
    static final long PMPCFG0_BASE = LOCKED
            | TOR
            | (long) (LOCKED | TOR | RX) << 8
            | (long) LOCKED << 16
            | (long) (LOCKED | TOR) << 24
            | (long) (LOCKED | NAPOT | RWX) << 32
            | (long) (LOCKED | NAPOT | R) << 40;

    static final long PMPCFG2_BASE = (long) (NAPOT | RWX) << 56;

    /** Vectors that are told apart. */
    private static final int VECTORS = 16;

    private final Assembler a = new Assembler();

    private Driver() {}

    /** The program, from {@link Layout#RAM_BASE} on. */
    static byte[] assemble() {
        Driver driver = new Driver();
        driver.program();
        Program program = driver.a.assemble(Layout.RAM_BASE);
        if (program.symbol("stub") != Layout.STUB) {
            throw new IllegalStateException("the driver has outgrown its page");
        }
        return program.flat();
    }

    private void program() {
        a.section(".text");
        a.j("start");
        a.align(8);
        for (int i = 0; i < 64; i++) {
            a.j("vector" + Math.min(i, VECTORS - 1));
        }
        for (int i = 0; i < VECTORS; i++) {
            vector(i);
        }
        start();
        nextCase();
        handler();
        recordTrap();
        resume();
        finish();
        scan();
        a.align(12);
        a.label("stub");
        for (int i = 0; i < Layout.STUB_SIZE / 4; i++) {
            a.ecall();
        }
    }

    private void start() {
        a.label("start");
        a.li(T0, MTIMECMP);
        a.li(T1, -1);
        a.sd(T1, 0, T0);
        writeCsr(PMPADDR0, Layout.RAM_BASE >>> 2);
        writeCsr(PMPADDR0 + 1, Layout.CODE_END >>> 2);
        writeCsr(PMPADDR0 + 2, (1L << 32) >>> 2);
        writeCsr(PMPADDR0 + 3, ALL_ADDRESSES);
        writeCsr(PMPADDR0 + 4, Layout.TAIL >>> 2 | (Layout.TAIL_SIZE / 8 - 1));
        writeCsr(PMPADDR0 + 5, (Layout.RAM_END - 0x1000) >>> 2 | (0x1000 / 8 - 1));
        resetPmpAddresses();
        writeCsr(PMPCFG2, PMPCFG2_BASE);
        writeCsr(PMPCFG0, PMPCFG0_BASE);
    }

    private void resetPmpAddresses() {
        a.li(T0, UNUSED_PMPADDR);
        for (int i = 6; i < 15; i++) {
            a.csrw(PMPADDR0 + i, T0);
        }
        writeCsr(PMPADDR0 + 15, ALL_ADDRESSES);
    }

    private void writeCsr(int csr, long value) {
        a.li(T0, value);
        a.csrw(csr, T0);
    }

    private void nextCase() {
        a.label("next");
        a.li(A0, Layout.CONTEXT);
        a.ld(T0, Layout.NEXT, A0);
        a.ld(T1, Layout.END, A0);
        a.bltu(T0, T1, "setup");
        a.label("done");
        a.wfi();
        a.j("done");

        a.label("setup");
        a.li(T1, CaseRecord.BYTES);
        a.mul(T1, T0, T1);
        a.li(A1, Layout.CASES);
        a.add(A1, A1, T1);
        a.slli(T1, T0, Integer.numberOfTrailingZeros(Outcome.BYTES));
        a.li(A2, Layout.RESULTS);
        a.add(A2, A2, T1);
        a.sd(A1, Layout.CASE, A0);
        a.sd(A2, Layout.RESULT, A0);
        a.sd(ZERO, Layout.TRAPS, A0);
        a.sd(ZERO, Layout.CHANGES, A0);
        a.li(T0, Layout.DATA);
        a.sd(ZERO, 0, T0);
        a.li(T0, FS);
        a.csrs(MSTATUS, T0);
        load(T0, CaseRecord.FLAGS);
        a.andi(T1, T0, CaseRecord.PAGING);
        a.beqz(T1, "1f");
        copyPtes();
        a.sfence_vma();
        a.label("1");
        a.andi(T1, T0, CaseRecord.PROTECTION);
        a.beqz(T1, "1f");
        setCsr(PMPCFG0, CaseRecord.PMPCFG0);
        setCsr(PMPCFG2, CaseRecord.PMPCFG2);
        for (int i = 6; i < 16; i++) {
            setCsr(PMPADDR0 + i, CaseRecord.PMPADDR6 + i - 6);
        }
        a.label("1");
        environment();
        // Whatever reservation an earlier case left is given up.
        a.addi(T0, A0, Layout.SPARE);
        a.sc_w(ZERO, ZERO, T0);
        registers();
        a.mret();
    }

    private void environment() {
        setCsr(MEPC, CaseRecord.ENTRY);
        setCsr(MEDELEG, CaseRecord.MEDELEG);
        setCsr(MIDELEG, CaseRecord.MIDELEG);
        setCsr(MCOUNTEREN, CaseRecord.MCOUNTEREN);
        setCsr(SCOUNTEREN, CaseRecord.SCOUNTEREN);
        setCsr(MENVCFG, CaseRecord.MENVCFG);
        setCsr(MTVEC, CaseRecord.MTVEC);
        setCsr(STVEC, CaseRecord.STVEC);
        setCsr(SEPC, CaseRecord.SEPC);
        setCsr(SSCRATCH, CaseRecord.SSCRATCH);
        for (int csr : CsrRoles.cleared()) {
            a.csrw(csr, ZERO);
        }
        load(T0, CaseRecord.SATP);
        a.beqz(T0, "1f");
        a.csrw(SATP, T0);
        a.sfence_vma(ZERO, ZERO); // an earlier case's tables may have had the same ASID
        a.label("1");
    }

    private void registers() {
        for (int i = 0; i < 32; i++) {
            a.fld(FRegister.of(i), 8L * (CaseRecord.F + i), A1);
        }
        setCsr(FCSR, CaseRecord.FCSR);
        setCsr(MSTATUS, CaseRecord.MSTATUS);
        setCsr(MIP, CaseRecord.MIP);
        setCsr(MIE, CaseRecord.MIE);
        for (int i = 1; i < 32; i++) {
            if (i != A1.number()) {
                load(Register.of(i), CaseRecord.X + i);
            }
        }
        load(A1, CaseRecord.X + A1.number());
    }

    private void load(Register rd, int word) {
        a.ld(rd, 8L * word, A1);
    }

    private void setCsr(int csr, int word) {
        load(T0, word);
        a.csrw(csr, T0);
    }

    /** Into both roots, and the two tables below. Leaves t0 alone. */
    private void copyPtes() {
        a.li(T2, Layout.TABLE0);
        for (int i = 0; i < CaseRecord.PAGE_PTES; i++) {
            load(T1, CaseRecord.PTES + i);
            a.sd(T1, 8L * i, T2);
        }
        a.li(T2, Layout.TABLE1);
        for (int i = 0; i < CaseRecord.SUPERPAGE_PTES; i++) {
            load(T1, CaseRecord.PTES + CaseRecord.PAGE_PTES + i);
            a.sd(T1, 8L * (1 + i), T2);
        }
        load(T1, CaseRecord.PTES + CaseRecord.PAGE_PTES + CaseRecord.SUPERPAGE_PTES);
        a.li(T2, Layout.ROOT_S);
        a.sd(T1, 24, T2);
        a.li(T2, Layout.ROOT_U);
        a.sd(T1, 24, T2);
    }

    /** Where the hart comes in, which is noted too: base, or base and four times the cause. */
    private void vector(int index) {
        a.label("vector" + index);
        // mscratch may hold anything the case put there: only t6 is free, and the context's address is a constant.
        a.csrrw(T6, MSCRATCH, T6);
        a.li(T6, Layout.CONTEXT);
        a.sd(RA, 8, T6);
        a.li(RA, 4L * index);
        a.j("handler");
    }

    private void handler() {
        a.label("handler");
        for (int i = 2; i < 31; i++) {
            a.sd(Register.of(i), 8L * i, T6);
        }
        a.mv(A0, T6);
        a.csrr(T6, MSCRATCH);
        a.sd(T6, 8L * T6.number(), A0);
        a.csrr(S1, MSTATUS);
        a.li(T0, MPRV);
        a.csrc(MSTATUS, T0);
        a.ld(A1, Layout.CASE, A0);
        a.ld(A2, Layout.RESULT, A0);
        a.csrr(S2, MCAUSE);
        a.csrr(S3, MTVAL);
        a.csrr(S4, MEPC);
        a.mv(S5, S1);
        a.mv(S8, RA);
        a.li(S7, 0);
        a.li(T0, Layout.STUB);
        a.sub(T0, S4, T0);
        a.slli(T0, T0, 32);
        a.srli(T0, T0, 32);
        a.li(T1, Layout.STUB_SIZE);
        a.bgeu(T0, T1, "1f");
        a.csrr(S2, SCAUSE);
        a.csrr(S3, STVAL);
        a.csrr(S4, SEPC);
        a.csrr(S5, SSTATUS);
        a.li(S7, Outcome.DELEGATED);
        a.or(S8, S8, T0);
        a.label("1");
    }

    /** s2 = cause, s3 = tval, s4 = epc, s5 = status, s7 = whether delegated, s1 = mstatus. */
    private void recordTrap() {
        a.ld(S6, Layout.TRAPS, A0);
        a.slli(T0, S6, 5);
        a.add(T0, T0, A2);
        a.or(S5, S5, S7);
        a.slli(S8, S8, Outcome.VECTOR_SHIFT);
        a.or(S5, S5, S8);
        a.sd(S2, 8 * Outcome.TRAPS, T0);
        a.sd(S3, 8 * Outcome.TRAPS + 8, T0);
        a.sd(S4, 8 * Outcome.TRAPS + 16, T0);
        a.sd(S5, 8 * Outcome.TRAPS + 24, T0);
        a.addi(S6, S6, 1);
        a.sd(S6, Layout.TRAPS, A0);
        a.li(T0, Outcome.MAX_TRAPS);
        a.bgeu(S6, T0, "finish");
        load(T0, CaseRecord.ENTRY);
        a.bltu(S4, T0, "finish");
        load(T0, CaseRecord.CODE_LIMIT);
        a.bgeu(S4, T0, "finish");
    }

    private void resume() {
        a.bgez(S2, "1f");
        a.csrw(MIE, ZERO);
        a.j("2f");
        a.label("1");
        a.lhu(T0, 0, S4);
        a.not(T0, T0);
        a.andi(T0, T0, 3);
        a.addi(S4, S4, 2);
        a.bnez(T0, "2f");
        a.addi(S4, S4, 2);
        a.label("2");
        a.csrw(MSTATUS, S1);
        a.bnez(S7, "1f");
        a.csrw(MEPC, S4);
        restore();
        a.mret();
        a.label("1");
        a.csrw(SEPC, S4);
        restore();
        a.sret();
    }

    private void restore() {
        a.mv(T6, A0);
        for (int i = 1; i < 32; i++) {
            a.ld(Register.of(i), 8L * i, T6);
        }
    }

    private void finish() {
        a.label("finish");
        a.sd(S6, 8 * Outcome.TRAP_COUNT, A2);
        a.li(T0, FS);
        a.csrs(MSTATUS, T0);
        for (int csr : Outcome.CSRS) {
            a.csrr(T0, csr);
            a.sd(T0, 8L * Outcome.csr(csr), A2);
        }
        a.sd(S1, 8L * Outcome.csr(MSTATUS), A2); // as the case left it
        a.csrw(MIE, ZERO);
        a.csrw(MIP, ZERO);
        a.csrw(SATP, ZERO);
        for (int i = 1; i < 32; i++) {
            a.ld(T0, 8L * i, A0);
            a.sd(T0, 8L * (Outcome.X + i), A2);
        }
        for (int i = 0; i < 32; i++) {
            a.fsd(FRegister.of(i), 8L * (Outcome.F + i), A2);
        }
        a.li(T0, PMPCFG2_BASE);
        a.csrr(T1, PMPCFG2);
        a.bne(T0, T1, "protection");
        load(T1, CaseRecord.FLAGS);
        a.andi(T1, T1, CaseRecord.PROTECTION | CaseRecord.WRITES_PROTECTION);
        a.beqz(T1, "1f");
        a.label("protection");
        a.csrw(PMPCFG2, T0);
        a.li(T0, PMPCFG0_BASE);
        a.csrw(PMPCFG0, T0);
        resetPmpAddresses();
        a.label("1");
        scanSegment(Layout.WINDOW, Layout.WINDOW_COPY, Layout.WINDOW_SIZE);
        scanSegment(Layout.TAIL, Layout.TAIL_COPY, Layout.TAIL_SIZE);
        load(T0, CaseRecord.FLAGS);
        a.andi(T0, T0, CaseRecord.PAGING);
        a.beqz(T0, "1f");
        a.addi(S3, A1, 8 * CaseRecord.PTES);
        scanTable(Layout.TABLE0, CaseRecord.PAGE_PTES);
        scanTable(Layout.TABLE1 + 8, CaseRecord.SUPERPAGE_PTES);
        scanTable(Layout.ROOT_S + 24, 1);
        a.addi(S3, S3, -8);
        scanTable(Layout.ROOT_U + 24, 1);
        a.sfence_vma();
        a.label("1");
        a.ld(T0, Layout.CHANGES, A0);
        a.sd(T0, 8L * Outcome.CHANGE_COUNT, A2);
        a.li(T0, 1);
        a.sd(T0, 8 * Outcome.FINISHED, A2);
        a.ld(T0, Layout.NEXT, A0);
        a.addi(T0, T0, 1);
        a.sd(T0, Layout.NEXT, A0);
        a.j("next");
    }

    private void scanSegment(long at, long copy, int size) {
        a.li(S2, at);
        a.li(S3, copy);
        a.li(S4, at + size);
        a.call("scan");
    }

    /** Goes on through the case's PTEs from s3. */
    private void scanTable(long at, int count) {
        a.li(S2, at);
        a.li(S4, at + 8L * count);
        a.call("scan");
    }

    /** Compares doublewords from s2 to s4 with those at s3, notes those that differ, and puts them back. */
    private void scan() {
        a.label("scan");
        a.ld(T0, 0, S2);
        a.ld(T1, 0, S3);
        a.bne(T0, T1, "changed");
        a.label("scanned");
        a.addi(S2, S2, 8);
        a.addi(S3, S3, 8);
        a.bltu(S2, S4, "scan");
        a.ret();
        a.label("changed");
        a.sd(T1, 0, S2);
        a.ld(T2, Layout.CHANGES, A0);
        a.addi(T3, T2, 1);
        a.sd(T3, Layout.CHANGES, A0);
        a.li(T3, Outcome.MAX_CHANGES);
        a.bgeu(T2, T3, "scanned");
        a.slli(T2, T2, 4);
        a.add(T2, T2, A2);
        a.sd(S2, 8L * Outcome.CHANGES, T2);
        a.sd(T0, 8L * Outcome.CHANGES + 8, T2);
        a.j("scanned");
    }
}
