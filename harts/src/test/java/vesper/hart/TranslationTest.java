package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.hart.state.Satp;
import vesper.isa.Assembler;

/** The walk (privileged manual, section 10.3.2), seen through loads and stores of M-mode under MPRV. */
class TranslationTest {
    private static final long DATA = Guest.DATA;
    private static final long VA = 0x4000_0000L;
    private static final long MENVCFG_ADUE = 1L << 61;
    private static final int RW = PageTables.V | PageTables.R | PageTables.W;
    private static final int RWAD = RW | PageTables.A | PageTables.D;

    private final Guest guest = new Guest();
    private final PageTables tables = PageTables.sv39(guest);

    private static void as(Assembler a, int privilege, long status, Runnable accesses) {
        Prelude.clear(a, MSTATUS, Mstatus.MPP | Mstatus.SUM | Mstatus.MXR);
        Prelude.set(a, MSTATUS, (long) privilege << Mstatus.MPP_SHIFT | status | Mstatus.MPRV);
        accesses.run();
        Prelude.clear(a, MSTATUS, Mstatus.MPRV);
    }

    private void runTranslated(long satp, Consumer<Assembler> accesses) {
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, satp);
            as(a, Privilege.S, 0, () -> accesses.accept(a));
        });
    }

    private static void load(Assembler a, long vaddr) {
        a.li(A1, vaddr);
        a.ld(S2, 0, A1);
    }

    private static void store(Assembler a, long vaddr, long value) {
        a.li(A1, vaddr);
        a.li(A2, value);
        a.sd(A2, 0, A1);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 0x40000000, 0x80100000",
        "3, 1, 0x40000000, 0x80000000",
        "3, 2, 0xc0000000, 0x80000000",
        "3, 0, -4096, 0x80100000",
        "3, 2, -1073741824, 0x80000000",
        "4, 0, 0x40000000, 0x80100000",
        "4, 1, 0x40000000, 0x80000000",
        "4, 2, 0xc0000000, 0x80000000",
        "4, 3, 0x8000000000, 0"
    })
    void pagesOfEachSizeAreReadAndWritten(int levels, int level, String virtual, String physical) {
        long vaddr = Long.decode(virtual);
        long paddr = Long.decode(physical);
        long inside = DATA - paddr;
        new PageTables(guest, levels, Guest.TABLES).map(vaddr, paddr, level, RWAD);
        guest.put(DATA, 0x1122_3344_5566_7788L);
        runTranslated(new PageTables(guest, levels, Guest.TABLES).satp(0), a -> {
            load(a, vaddr + inside);
            store(a, vaddr + inside + 8, 99);
        });
        assertEquals(List.of(), guest.traps());
        assertEquals(0x1122_3344_5566_7788L, guest.x(S2));
        assertEquals(99, guest.get(DATA + 8));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x80001000", "1, 0x80100000", "2, 0x80200000"})
    void aMisalignedSuperpageIsAPageFault(int level, String physical) {
        tables.map(0, Long.decode(physical), level, RWAD);
        runTranslated(tables.satp(0), a -> {
            load(a, 0x10);
            store(a, 0x18, 1);
        });
        assertEquals(List.of((long) Cause.LOAD_PAGE_FAULT, (long) Cause.STORE_PAGE_FAULT), guest.causes());
        assertEquals(0x10, guest.traps().getFirst().tval());
        assertEquals(0x18, guest.traps().getLast().tval());
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0, // not valid
                PageTables.R | PageTables.A, // not valid
                PageTables.V | PageTables.W | PageTables.A | PageTables.D, // W without R
                PageTables.V | PageTables.W | PageTables.X | PageTables.A | PageTables.D,
                PageTables.V, // a pointer where no level is left
                RWAD | 1L << 54, // reserved
                RWAD | 1L << 60,
                RWAD | 1L << 61, // Svpbmt's
                RWAD | 1L << 63 // Svnapot's
            })
    void whatIsNoLeafIsAPageFault(long flags) {
        tables.map(VA, DATA, 0, flags);
        runTranslated(tables.satp(0), a -> {
            load(a, VA);
            store(a, VA, 1);
            a.li(A1, VA);
            a.amoadd_w(S3, S3, A1);
            a.lr_w(S3, A1);
        });
        long load = Cause.LOAD_PAGE_FAULT;
        long store = Cause.STORE_PAGE_FAULT;
        assertEquals(List.of(load, store, store, load), guest.causes());
        assertEquals(VA, guest.traps().getFirst().tval());
    }

    @ParameterizedTest
    @ValueSource(ints = {PageTables.A, PageTables.D, PageTables.U})
    void aPointerWithALeafsBitsIsAPageFault(int flags) {
        tables.map(VA, DATA, 0, RWAD);
        long pointer = tables.pte(VA, 1);
        guest.put(pointer, guest.get(pointer) | flags);
        runTranslated(tables.satp(0), a -> load(a, VA));
        assertEquals(Cause.LOAD_PAGE_FAULT, guest.trap().cause());
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0x40_0000_0000L, 0x7fff_ffff_ffff_f000L, 0xffff_ffbf_ffff_f000L, 0x8000_0000_0000_0000L, 1L << 39})
    void anAddressThatIsNoSignExtensionIsAPageFault(long vaddr) {
        tables.map(0, DATA, 0, RWAD);
        runTranslated(tables.satp(0), a -> {
            load(a, vaddr);
            store(a, vaddr, 1);
        });
        assertEquals(List.of((long) Cause.LOAD_PAGE_FAULT, (long) Cause.STORE_PAGE_FAULT), guest.causes());
        assertEquals(vaddr, guest.traps().getFirst().tval());
    }

    @Test
    void aLoadSetsAAndNothingElse() {
        tables.map(VA, DATA, 0, RW | 3 << 8);
        runTranslated(tables.satp(0), a -> load(a, VA));
        assertEquals(RW | 3 << 8 | PageTables.A, guest.get(tables.pte(VA, 0)) & 0x3ff);
    }

    @Test
    void aStoreAfterALoadSetsDToo() {
        tables.map(VA, DATA, 0, RW);
        runTranslated(tables.satp(0), a -> {
            load(a, VA);
            store(a, VA, 5);
        });
        assertEquals(RWAD, guest.get(tables.pte(VA, 0)) & 0x3ff);
        assertEquals(5, guest.get(DATA));
    }

    @Test
    void anAccessThatFaultsSetsNothing() {
        tables.map(VA, DATA, 0, PageTables.V | PageTables.R);
        runTranslated(tables.satp(0), a -> store(a, VA, 1));
        assertEquals(PageTables.V | PageTables.R, guest.get(tables.pte(VA, 0)) & 0x3ff);
    }

    @Test
    void withoutAdueAClearAOrDIsAPageFault() {
        tables.map(VA, DATA, 0, RW).map(VA + 0x1000, DATA, 0, RW | PageTables.A);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.clear(a, MENVCFG, MENVCFG_ADUE);
            Prelude.write(a, SATP, tables.satp(0));
            as(a, Privilege.S, 0, () -> load(a, VA));
            as(a, Privilege.S, 0, () -> {
                load(a, VA + 0x1000);
                store(a, VA + 0x1000, 1);
            });
        });
        assertEquals(List.of((long) Cause.LOAD_PAGE_FAULT, (long) Cause.STORE_PAGE_FAULT), guest.causes());
        assertEquals(RW, guest.get(tables.pte(VA, 0)) & 0x3ff);
    }

    @Test
    void tablesOutsideRamAreAccessFaultsOfTheAccess() {
        long satp = (long) Satp.MODE_SV39 << 60 | 0x4000_0000L >>> 12;
        runTranslated(satp, a -> {
            load(a, VA);
            store(a, VA, 1);
        });
        assertEquals(List.of((long) Cause.LOAD_ACCESS_FAULT, (long) Cause.STORE_ACCESS_FAULT), guest.causes());
        assertEquals(VA, guest.traps().getFirst().tval());
    }

    @Test
    void tablesThatPmpForbidsToReadAreAccessFaults() {
        tables.map(VA, DATA, 0, RWAD);
        guest.run(a -> {
            Prelude.write(a, PMPADDR0, tables.pte(VA, 0) >>> 12 << 10 | 0x1ff);
            Prelude.write(a, PMPADDR0 + 1, -1);
            Prelude.write(a, PMPCFG0, 0x1f18);
            Prelude.write(a, SATP, tables.satp(0));
            as(a, Privilege.S, 0, () -> load(a, VA));
        });
        assertEquals(Cause.LOAD_ACCESS_FAULT, guest.trap().cause());
    }

    @Test
    void settingAInATableThatPmpForbidsToWriteIsAnAccessFault() {
        tables.map(VA, DATA, 0, RW).map(VA + 0x1000, DATA, 0, RWAD);
        guest.run(a -> {
            Prelude.write(a, PMPADDR0, tables.pte(VA, 0) >>> 12 << 10 | 0x1ff);
            Prelude.write(a, PMPADDR0 + 1, -1);
            Prelude.write(a, PMPCFG0, 0x1f19);
            Prelude.write(a, SATP, tables.satp(0));
            as(a, Privilege.S, 0, () -> load(a, VA + 0x1000));
            as(a, Privilege.S, 0, () -> load(a, VA));
        });
        assertEquals(Cause.LOAD_ACCESS_FAULT, guest.trap().cause());
        assertEquals(VA, guest.trap().tval());
    }

    @Test
    void machineModeIsNotTranslated() {
        guest.put(DATA, 77);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            load(a, DATA);
            as(a, Privilege.M, 0, () -> load(a, DATA));
        });
        assertEquals(77, guest.x(S2));
        assertEquals(List.of(), guest.causes());
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 56, 1L << 63, -8})
    void bareAddressesBeyondThePhysicalOnesAreAccessFaults(long vaddr) {
        guest.run(a -> {
            load(a, vaddr);
            store(a, vaddr, 1);
            a.li(A1, vaddr);
            a.jalr(A1);
        });
        assertEquals(
                List.of((long) Cause.LOAD_ACCESS_FAULT, (long) Cause.STORE_ACCESS_FAULT, (long)
                        Cause.INSTRUCTION_ACCESS_FAULT),
                guest.causes());
    }

    /** Nothing that one context may do leaks into another. */
    @Test
    void aTranslationOfOneModeIsNotUsedInAnother() {
        tables.map(VA, DATA, 0, RWAD | PageTables.U);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            as(a, Privilege.U, 0, () -> load(a, VA));
            as(a, Privilege.S, 0, () -> load(a, VA));
            as(a, Privilege.S, Mstatus.SUM, () -> load(a, VA));
            as(a, Privilege.S, 0, () -> store(a, VA, 1));
            as(a, Privilege.S, Mstatus.SUM, () -> store(a, VA, 1));
            as(a, Privilege.S, 0, () -> load(a, VA));
        });
        long load = Cause.LOAD_PAGE_FAULT;
        assertEquals(List.of(load, (long) Cause.STORE_PAGE_FAULT, load), guest.causes());
    }

    @Test
    void aTranslationUnderMxrIsNotUsedWithoutIt() {
        tables.map(VA, DATA, 0, PageTables.V | PageTables.X | PageTables.A);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            as(a, Privilege.S, Mstatus.MXR, () -> load(a, VA));
            as(a, Privilege.S, 0, () -> load(a, VA));
        });
        assertEquals(List.of((long) Cause.LOAD_PAGE_FAULT), guest.causes());
    }

    @Test
    void anotherAddressSpaceIsAnotherMapping() {
        PageTables other = new PageTables(guest, 3, Guest.TABLES + 0x1_0000);
        tables.map(VA, DATA, 0, RWAD);
        other.map(VA, DATA + 0x1000, 0, RWAD);
        guest.put(DATA, 1);
        guest.put(DATA + 0x1000, 2);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(1));
            as(a, Privilege.S, 0, () -> load(a, VA));
            a.mv(S3, S2);
            Prelude.write(a, SATP, other.satp(2));
            as(a, Privilege.S, 0, () -> load(a, VA));
            a.mv(S4, S2);
            Prelude.write(a, SATP, tables.satp(1));
            as(a, Privilege.S, 0, () -> load(a, VA));
            Prelude.write(a, SATP, 0);
            as(a, Privilege.S, 0, () -> load(a, VA));
        });
        assertEquals(1, guest.x(S3));
        assertEquals(2, guest.x(S4));
        assertEquals(Cause.LOAD_ACCESS_FAULT, guest.trap().cause());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterSfenceVmaTheTablesCount(boolean byPage) {
        tables.map(VA, DATA, 0, RWAD).map(VA + 0x1000, DATA, 0, RWAD);
        guest.put(DATA + 0x1000, 2);
        long changed = (DATA + 0x1000) >>> 12 << 10 | PageTables.V | PageTables.R | PageTables.A;
        runTranslated(tables.satp(0), a -> {
            load(a, VA);
            store(a, VA, 7);
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
            store(a, tables.pte(VA, 0), changed);
            a.li(A1, VA);
            a.sfence_vma(byPage ? A1 : ZERO, ZERO);
            Prelude.set(a, MSTATUS, Mstatus.MPRV);
            load(a, VA);
            store(a, VA, 8);
        });
        assertEquals(Cause.STORE_PAGE_FAULT, guest.trap().cause());
        assertEquals(2, guest.x(S2));
        assertEquals(7, guest.get(DATA));
    }

    /** An address within a superpage stands for all of it. */
    @Test
    void sfenceVmaOfOneAddressForgetsAllOfItsSuperpage() {
        tables.map(VA, Guest.RAM, 1, RWAD);
        runTranslated(tables.satp(0), a -> {
            load(a, VA + 0x3000);
            load(a, VA + 0x10_0000);
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
            store(a, tables.pte(VA, 1), 0);
            a.li(A1, VA + 0x3000);
            a.sfence_vma(A1, ZERO);
            Prelude.set(a, MSTATUS, Mstatus.MPRV);
            load(a, VA + 0x10_0000);
        });
        assertEquals(Cause.LOAD_PAGE_FAULT, guest.trap().cause());
    }

    @Test
    void mprvIsForDataOnly() {
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            as(a, Privilege.S, 0, () -> {
                a.call("function");
                a.j("over");
                a.label("function");
                a.li(S3, 3);
                a.ret();
                a.label("over");
            });
        });
        assertEquals(3, guest.x(S3));
        assertEquals(List.of(), guest.causes());
    }
}
