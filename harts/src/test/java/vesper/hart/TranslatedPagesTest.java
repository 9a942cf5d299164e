package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.hart.state.Satp;
import vesper.isa.Assembler;

/** Translated code runs only where its pages may be fetched, and is what lies there. */
class TranslatedPagesTest {
    private static final int ADDI_S3_S3 = 0x13 | 19 << 7 | 19 << 15;
    private static final int RET = 0x8067;
    private static final long VA = 0x4000_0000L;
    private static final long ONE = Guest.RAM + 0x8_0000L;
    private static final long TWO = ONE + 0x2000;
    private static final long OTHER = ONE + 0x5000;
    private static final long OTHER_ROOT = Guest.TABLES + 0x10_0000L - 0x1000;

    /** {@code addi s3, s3, n} to the end of page one, whose last four bytes go over into two; a loop of s6 rounds. */
    private static Guest function(Guest guest) {
        fill(guest, ONE, TWO, 1);
        guest.putWord(OTHER, ADDI_S3_S3 | 100 << 20);
        guest.putWord(OTHER + 4, 0x13);
        guest.putWord(OTHER + 8, RET);
        PageTables.sv39(guest)
                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                .map(VA, ONE, 0, PageTables.ALL)
                .map(VA + 0x1000, TWO, 0, PageTables.ALL);
        return guest;
    }

    private static void fill(Guest guest, long one, long two, int add) {
        int last = ADDI_S3_S3 | add << 20;
        guest.putWord(one + 0xff0, last);
        guest.putWord(one + 0xff4, last);
        guest.putWord(one + 0xff8, 0x13);
        guest.putWord(one + 0xffc, last);
        guest.putWord(two, last);
        guest.putWord(two + 4, branchBack(-0x14));
        guest.putWord(two + 8, RET);
    }

    /** {@code addi s6, s6, -1} can't be here: {@code bne s6, s3, distance}. */
    private static int branchBack(int distance) {
        return 0x1063
                | S3.number() << 20
                | S6.number() << 15
                | (distance & 0x1e) << 7
                | (distance >> 11 & 1) << 7
                | (distance >> 5 & 0x3f) << 25
                | 1 << 31;
    }

    private static final long PTE_TWO = Guest.TABLES + 0x2008;

    private static void supervisor(Assembler a) {
        Prelude.openPmp(a);
        Prelude.write(a, SATP, (long) Satp.MODE_SV39 << 60 | Guest.TABLES >>> 12);
        Prelude.enter(a, Privilege.S);
    }

    /** From s3 = 0 to s6, in steps of four. */
    private static void callLoop(Assembler a, int until) {
        a.li(S7, VA + 0xff0);
        a.li(S6, until);
        a.li(S3, 0);
        a.jalr(S7);
        a.slli(S10, S10, 3);
        a.add(S10, S10, S3);
    }

    private static void putPte(Assembler a, long value) {
        a.li(T0, PTE_TWO);
        a.li(T1, value);
        a.sd(T1, 0, T0);
        a.sfence_vma();
    }

    private static long pte(long paddr, long flags) {
        return paddr >>> 12 << 10 | flags;
    }

    @Test
    void aLoopOverTwoPagesFaultsWhereTheSecondIsGoneAndRunsWhatIsMappedThen() {
        Guest guest = EachEngine.same(
                machine -> {
                    function(machine);
                    fill(machine, ONE, OTHER, 1);
                    machine.putWord(OTHER, ADDI_S3_S3 | 5 << 20);
                    return machine;
                },
                a -> {
                    supervisor(a);
                    callLoop(a, 4000);
                    putPte(a, 0);
                    callLoop(a, 8);
                    putPte(a, pte(OTHER, PageTables.ALL));
                    callLoop(a, 800);
                    putPte(a, pte(TWO, PageTables.ALL & ~PageTables.X));
                    callLoop(a, 8);
                    putPte(a, pte(TWO, PageTables.ALL));
                    callLoop(a, 40);
                    a.ecall();
                });
        List<Long> causes =
                Snapshots.of(guest).stream().map(Snapshots.Snapshot::cause).toList();
        long fault = Cause.INSTRUCTION_PAGE_FAULT;
        assertEquals(fault, causes.getFirst());
        assertEquals(VA + 0x1000, Snapshots.of(guest).getFirst().tval());
    }

    @Test
    void anInstructionOverThePagesEndIsWhatBothPagesHold() {
        Guest guest = EachEngine.same(
                machine -> {
                    function(machine);
                    int word = ADDI_S3_S3 | 7 << 20;
                    machine.ram.storeOpaque16(ONE + 0xffe - Guest.RAM, word);
                    machine.ram.storeOpaque16(TWO - Guest.RAM, word >>> 16);
                    machine.ram.storeOpaque16(OTHER - Guest.RAM, (ADDI_S3_S3 | 9 << 20) >>> 16);
                    for (long page : new long[] {TWO, OTHER}) {
                        machine.ram.storeOpaque16(page + 2 - Guest.RAM, RET);
                        machine.ram.storeOpaque16(page + 4 - Guest.RAM, RET >>> 16);
                    }
                    machine.ram.storeOpaque16(ONE + 0xffc - Guest.RAM, 1); // c.nop
                    return machine;
                },
                a -> {
                    supervisor(a);
                    for (long page : new long[] {TWO, OTHER, TWO}) {
                        putPte(a, pte(page, PageTables.ALL));
                        a.li(S7, VA + 0xffc);
                        for (int i = 0; i < 5; i++) {
                            a.jalr(S7);
                        }
                    }
                    a.ecall();
                });
        assertEquals(5 * (7 + 9 + 7), guest.x(S3));
    }

    @Test
    void anotherAddressSpaceIsOtherCode() {
        Guest guest = EachEngine.same(
                machine -> {
                    function(machine);
                    fill(machine, OTHER, TWO, 3);
                    new PageTables(machine, 3, OTHER_ROOT)
                            .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                            .map(VA, OTHER, 0, PageTables.ALL)
                            .map(VA + 0x1000, TWO, 0, PageTables.ALL);
                    return machine;
                },
                a -> {
                    supervisor(a);
                    for (int i = 0; i < 6; i++) {
                        a.li(T0, (long) Satp.MODE_SV39 << 60 | (i % 2 == 0 ? Guest.TABLES : OTHER_ROOT) >>> 12);
                        a.csrw(SATP, T0);
                        a.sfence_vma();
                        callLoop(a, i % 2 == 0 ? 600 : 1200);
                    }
                    a.ecall();
                });
        assertEquals(1, Snapshots.of(guest).size());
    }

    /** U-mode may not run S-mode's page, though S-mode has just done so, nor the other way round. */
    @Test
    void aRegionOfOneModeIsNotEnteredInAnother() {
        Guest guest = EachEngine.same(
                machine -> {
                    function(machine);
                    PageTables tables = new PageTables(machine, 3, OTHER_ROOT);
                    tables.map(Guest.RAM, Guest.RAM, 2, PageTables.ALL | PageTables.U)
                            .map(VA, OTHER, 0, PageTables.ALL);
                    return machine;
                },
                a -> {
                    Prelude.openPmp(a);
                    Prelude.write(a, SATP, (long) Satp.MODE_SV39 << 60 | OTHER_ROOT >>> 12);
                    a.li(S7, OTHER);
                    a.jalr(S7);
                    a.jalr(S7);
                    Prelude.enter(a, Privilege.U);
                    a.li(S7, VA);
                    a.jalr(S7);
                    a.jalr(S7);
                    a.ecall();
                });
        assertEquals(200, guest.x(S3));
        assertEquals(
                List.of((long) Cause.INSTRUCTION_PAGE_FAULT, (long) Cause.INSTRUCTION_PAGE_FAULT, (long)
                        Cause.ENVIRONMENT_CALL_FROM_U),
                Snapshots.of(guest).stream().map(Snapshots.Snapshot::cause).toList());
    }

    /** Entry 0 forbids the page in S-mode, for execution or for loads, and is taken back. */
    @Test
    void aPageThatPmpForbidsIsNeitherRunNorRead() {
        long[] rights = {0x1f, 0x1b, 0x1c, 0x1f};
        Guest guest = EachEngine.same(TranslatedPagesTest::function, a -> {
            Prelude.write(a, PMPADDR0 + 1, -1);
            Prelude.write(a, PMPADDR0, (OTHER >>> 2) | 0x1ff);
            for (long right : rights) {
                Prelude.write(a, PMPCFG0, 0x1f00 | right);
                Prelude.enter(a, Privilege.S);
                a.li(S7, OTHER);
                for (int i = 0; i < 3; i++) {
                    a.jalr(S7);
                    a.ld(S8, 0, S7);
                }
                a.ecall();
            }
        });
        assertEquals(100 * 9, guest.x(S3));
        List<Long> causes =
                Snapshots.of(guest).stream().map(Snapshots.Snapshot::cause).toList();
        assertEquals(
                3,
                causes.stream().filter(c -> c == Cause.INSTRUCTION_ACCESS_FAULT).count());
        assertEquals(
                3, causes.stream().filter(c -> c == Cause.LOAD_ACCESS_FAULT).count());
    }

    @Test
    void loadsUnderMprvGoWhereTheModeOfMppSees() {
        Guest guest = EachEngine.same(TranslatedPagesTest::function, a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, (long) Satp.MODE_SV39 << 60 | Guest.TABLES >>> 12);
            a.li(S5, 1L << Mstatus.MPP_SHIFT | Mstatus.MPRV);
            a.li(T0, Mstatus.MPP);
            a.csrc(MSTATUS, T0);
            a.li(S2, Guest.DATA);
            a.li(S4, VA + 0xff0);
            a.li(S11, 1500);
            a.label("1");
            a.csrs(MSTATUS, S5);
            a.lw(T0, 0, S4);
            a.csrc(MSTATUS, S5);
            a.lw(T1, 0, S2);
            a.add(S3, S3, T0);
            a.add(S3, S3, T1);
            a.addi(S11, S11, -1);
            a.bnez(S11, "1b");
        });
        assertEquals(1500L * (ADDI_S3_S3 | 1 << 20), guest.x(S3));
        assertEquals(List.of(), Snapshots.of(guest));
    }
}
