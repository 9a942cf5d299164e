package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Csrs.SATP;
import static vesper.isa.Register.*;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.AddressSpaces;
import vesper.hart.state.Privilege;
import vesper.isa.Assembler;

/** Which translations are kept from one value of {@code satp} to the next, and what {@code sfence.vma} reaches. */
class AddressSpacesTest {
    private static final long GIGAPAGE = 1L << 30;
    private static final long VA = 0x4000_0000L;
    private static final int READABLE = PageTables.V | PageTables.R | PageTables.A;

    private final AddressSpaces spaces = new AddressSpaces();
    private final Guest guest = new Guest();
    private final PageTables tables = PageTables.sv39(guest);
    private final PageTables other = new PageTables(guest, 3, Guest.TABLES + 0x1_0000);

    private static long satp(int asid) {
        return 8L << 60 | (long) asid << 44 | 0x8_0200;
    }

    @Test
    void aValueWithAnAsidIsKnownWhenItComesBack() {
        assertFalse(spaces.use(satp(1)));
        int first = spaces.current();
        assertFalse(spaces.use(satp(2)));
        assertNotEquals(first, spaces.current());
        assertTrue(spaces.use(satp(1)));
        assertEquals(first, spaces.current());
    }

    @Test
    void withAsid0ASpaceIsANewOneEachTime() {
        assertFalse(spaces.use(satp(0)));
        assertFalse(spaces.use(satp(1)));
        assertFalse(spaces.use(satp(0)));
        assertFalse(spaces.use(0));
    }

    @Test
    void theSameAsidWithOtherTablesIsAnotherSpace() {
        assertFalse(spaces.use(satp(1)));
        assertFalse(spaces.use(satp(1) + 1));
    }

    @Test
    void theOldestOfTooManyIsForgotten() {
        for (int asid = 1; asid <= AddressSpaces.COUNT + 1; asid++) {
            assertFalse(spaces.use(satp(asid)));
        }
        assertTrue(spaces.use(satp(AddressSpaces.COUNT + 1)));
        assertTrue(spaces.use(satp(2)));
        assertFalse(spaces.use(satp(1)));
    }

    @Test
    void afterAResetNoneIsKnown() {
        assertFalse(spaces.use(satp(1)));
        spaces.reset();
        assertFalse(spaces.use(satp(1)));
    }

    @Test
    void aFenceIsMeantForSpacesOfItsAsidAndTheCurrentOne() {
        spaces.use(satp(1));
        int first = spaces.current();
        spaces.use(satp(2));
        int second = spaces.current();
        spaces.use(satp(0xffff));
        assertTrue(spaces.isMeant(first, 1));
        assertTrue(spaces.isMeant(first, 0x5_0001), "bits that are no ASID's say nothing");
        assertFalse(spaces.isMeant(second, 1));
        assertTrue(spaces.isMeant(spaces.current(), 1));
        for (int number = 0; number < AddressSpaces.COUNT; number++) {
            assertEquals(number == spaces.current(), spaces.isMeant(number, 0xffff));
        }
    }

    /** From M-mode into S-mode with all of RAM where it is. */
    private void enterSupervisor(Assembler a, PageTables first) {
        Prelude.openPmp(a);
        Prelude.write(a, SATP, first.satp(1));
        Prelude.enter(a, Privilege.S);
    }

    private static void store(Assembler a, long vaddr, long value) {
        a.li(A1, vaddr);
        a.li(A2, value);
        a.sd(A2, 0, A1);
    }

    private static long pte(long paddr, long flags) {
        return paddr >>> 12 << 10 | flags;
    }

    /** The tables of a space that was used before and will be again change while it is not in use. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void sfenceVmaReachesASpaceThatIsNotInUse(boolean byAddress, boolean byAsid) {
        for (PageTables each : new PageTables[] {tables, other}) {
            each.map(Guest.RAM, Guest.RAM, 2, PageTables.ALL);
            each.map(VA, Guest.DATA, 0, READABLE);
        }
        guest.put(Guest.DATA, 1);
        guest.put(Guest.DATA + 0x1000, 2);
        guest.run(a -> {
            enterSupervisor(a, tables);
            a.li(S5, VA);
            a.li(S6, 1);
            a.ld(S2, 0, S5);
            Prelude.write(a, SATP, other.satp(2));
            a.ld(S3, 0, S5);
            store(a, tables.pte(VA, 0), pte(Guest.DATA + 0x1000, READABLE));
            a.sfence_vma(byAddress ? S5 : ZERO, byAsid ? S6 : ZERO);
            Prelude.write(a, SATP, tables.satp(1));
            a.ld(S4, 0, S5);
            a.ecall();
        });
        assertEquals(1, guest.x(S2));
        assertEquals(1, guest.x(S3));
        assertEquals(2, guest.x(S4));
    }

    @Test
    void withoutAsidsAWriteOfSatpForgetsAsOnQemu() {
        for (PageTables each : new PageTables[] {tables, other}) {
            each.map(Guest.RAM, Guest.RAM, 2, PageTables.ALL);
        }
        tables.map(VA, Guest.DATA, 0, READABLE);
        guest.put(Guest.DATA, 1);
        guest.put(Guest.DATA + 0x1000, 2);
        guest.run(a -> {
            enterSupervisor(a, tables);
            Prelude.write(a, SATP, tables.satp(0));
            a.li(S5, VA);
            a.ld(S2, 0, S5);
            store(a, tables.pte(VA, 0), pte(Guest.DATA + 0x1000, READABLE));
            Prelude.write(a, SATP, other.satp(0));
            Prelude.write(a, SATP, tables.satp(0));
            a.ld(S3, 0, S5);
            a.ecall();
        });
        assertEquals(1, guest.x(S2));
        assertEquals(2, guest.x(S3));
    }

    /** A function that returns its page's number. */
    private void function(long paddr, int number) {
        guest.putWord(paddr, number << 20 | 0x513); // li a0, number
        guest.putWord(paddr + 4, 0x8067); // ret
    }

    /** Calls a function in S-mode before and after {@code change}. */
    private void resultChangesFrom1To2(long function, Consumer<Assembler> change) {
        guest.run(a -> {
            enterSupervisor(a, tables);
            a.li(S5, function);
            a.jalr(S5);
            a.mv(S2, A0);
            change.accept(a);
            a.jalr(S5);
            a.mv(S3, A0);
            a.ecall();
        });
        assertEquals(1, guest.x(S2));
        assertEquals(2, guest.x(S3));
    }

    /** An address stands for all of its page, and of the superpage that holds it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void afterSfenceVmaOfItsAddressOtherCodeIsFetched(int level) {
        long one = level == 0 ? Guest.DATA : Guest.RAM + 0x40_0000;
        long two = level == 0 ? Guest.DATA + 0x1000 : Guest.RAM + 0x60_0000;
        long inside = level == 0 ? 0x10 : 0x3010;
        tables.map(Guest.RAM, Guest.RAM, 2, PageTables.ALL);
        tables.map(VA, one, level, PageTables.ALL);
        function(one + inside, 1);
        function(two + inside, 2);
        resultChangesFrom1To2(VA + inside, a -> {
            store(a, tables.pte(VA, level), pte(two, PageTables.ALL));
            a.li(S7, VA + GIGAPAGE);
            a.sfence_vma(S7, ZERO);
            a.li(S6, VA + (level == 0 ? 0xfff : 0x10_0000));
            a.sfence_vma(S6, ZERO);
        });
    }

    @Test
    void anInstructionAcrossPagesIsFetchedAnewAfterSfenceVmaOfItsSecondPage() {
        tables.map(Guest.RAM, Guest.RAM, 2, PageTables.ALL);
        tables.map(VA, Guest.DATA, 0, PageTables.ALL);
        tables.map(VA + 0x1000, Guest.DATA + 0x1000, 0, PageTables.ALL);
        guest.putWord(Guest.DATA + 0xffc, 0x513 << 16); // li a0, 1: the first half
        guest.putWord(Guest.DATA + 0x1000, 0x8067 << 16 | 1 << 4); // the second, and ret
        guest.putWord(Guest.DATA + 0x2000, 0x8067 << 16 | 2 << 4);
        resultChangesFrom1To2(VA + 0xffe, a -> {
            store(a, tables.pte(VA + 0x1000, 0), pte(Guest.DATA + 0x2000, PageTables.ALL));
            a.li(S6, VA + 0x1000);
            a.sfence_vma(S6, ZERO);
        });
    }

    @Test
    void aSpaceKeepsItsCodeApart() {
        tables.map(Guest.RAM, Guest.RAM, 2, PageTables.ALL);
        other.map(Guest.RAM, Guest.RAM, 2, PageTables.ALL);
        tables.map(VA, Guest.DATA, 0, PageTables.ALL);
        other.map(VA, Guest.DATA + 0x1000, 0, PageTables.ALL);
        function(Guest.DATA, 1);
        function(Guest.DATA + 0x1000, 2);
        guest.run(a -> {
            enterSupervisor(a, tables);
            a.li(S5, VA);
            a.li(S2, 0);
            a.li(S6, 5);
            a.label("again");
            for (PageTables each : new PageTables[] {tables, other}) {
                Prelude.write(a, SATP, each.satp(each == tables ? 1 : 2));
                a.jalr(S5);
                a.slli(S2, S2, 4);
                a.or(S2, S2, A0);
            }
            a.addi(S6, S6, -1);
            a.bnez(S6, "again");
            a.ecall();
        });
        assertEquals(0x12_1212_1212L, guest.x(S2));
    }
}
