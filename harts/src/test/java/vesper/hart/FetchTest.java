package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.bus.MmioDevice;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.isa.Assembler;
import vesper.isa.Instruction;
import vesper.isa.Register;

/** Where code may come from, and when a change of it is seen. */
class FetchTest {
    private static final long DATA = Guest.DATA;
    private static final long VA = 0x4000_0000L;
    private static final long DEVICE = 0x1000_0000L;
    private static final int ADDI = 0x13;
    private static final int RET = 0x8067;

    private static int addi(int rd, int rs1, int imm) {
        return ADDI | rd << 7 | rs1 << 15 | imm << 20;
    }

    private static int li(Register rd, int value) {
        return addi(rd.number(), 0, value);
    }

    private static final class Memory implements MmioDevice {
        private final int[] words;

        Memory(int... words) {
            this.words = words;
        }

        @Override
        public long load(long offset, int width) {
            return words[(int) offset / 4] >>> (8 * (offset & 3)) & ((1L << (8 * width)) - 1);
        }

        @Override
        public void store(long offset, long value, int width) throws AccessFault {
            throw AccessFault.INSTANCE;
        }
    }

    @Test
    void codeRunsFromRom() {
        Guest guest = new Guest().rom(DEVICE, 0x1000, new Memory(li(S3, 5), addi(19, 19, 6), RET));
        guest.run(a -> {
            a.li(S2, DEVICE);
            a.jalr(S2);
            a.jalr(S2);
        });
        assertEquals(11, guest.x(S3));
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void codeDoesNotRunFromADevice() {
        Guest guest = new Guest().device(DEVICE, 0x1000, new Memory(li(S3, 5), RET));
        guest.run(a -> {
            a.li(S2, DEVICE);
            a.jalr(S2);
            a.li(S2, 0x3000_0000L);
            a.jalr(S2);
        });
        assertEquals(
                List.of((long) Cause.INSTRUCTION_ACCESS_FAULT, (long) Cause.INSTRUCTION_ACCESS_FAULT), guest.causes());
        assertEquals(DEVICE, guest.traps().getFirst().epc());
        assertEquals(DEVICE, guest.traps().getFirst().tval());
    }

    private static void callTranslated(Assembler a, PageTables tables, long target) {
        Prelude.openPmp(a);
        Prelude.write(a, SATP, tables.satp(0));
        Prelude.enter(a, Privilege.S);
        a.li(S2, target);
        a.jalr(S2);
        a.jalr(S2);
        a.ecall();
    }

    /** Its halves lie in two pages that are neighbours only virtually. */
    @Test
    void anInstructionMayGoOverThePagesEnd() {
        Guest guest = new Guest();
        PageTables tables = PageTables.sv39(guest)
                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                .map(VA, DATA + 0x1000, 0, PageTables.ALL)
                .map(VA + 0x1000, DATA, 0, PageTables.ALL);
        int word = addi(S3.number(), S3.number(), 0x7ab);
        guest.ram.storeOpaque16(DATA + 0x1ffe - Guest.RAM, word);
        guest.ram.storeOpaque16(DATA - Guest.RAM, word >>> 16);
        guest.ram.storeOpaque16(DATA + 2 - Guest.RAM, RET);
        guest.ram.storeOpaque16(DATA + 4 - Guest.RAM, RET >>> 16);
        guest.run(a -> callTranslated(a, tables, VA + 0xffe));
        assertEquals(2 * 0x7ab, guest.x(S3));
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void aSecondHalfThatCannotBeFetchedIsReportedAtItsOwnAddress() {
        Guest guest = new Guest();
        PageTables tables = PageTables.sv39(guest)
                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                .map(VA, DATA, 0, PageTables.ALL);
        guest.ram.storeOpaque16(DATA + 0xffe - Guest.RAM, ADDI);
        guest.run(a -> callTranslated(a, tables, VA + 0xffe));
        Guest.Logged first = guest.traps().getFirst();
        assertEquals(Cause.INSTRUCTION_PAGE_FAULT, first.cause());
        assertEquals(VA + 0xffe, first.epc());
        assertEquals(VA + 0x1000, first.tval());
    }

    @Test
    void aCompressedInstructionInThePagesLastTwoBytesNeedsNoNextPage() {
        Guest guest = new Guest();
        PageTables tables = PageTables.sv39(guest)
                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                .map(VA, DATA, 0, PageTables.ALL);
        guest.ram.storeOpaque16(DATA + 0xffe - Guest.RAM, 0x8082); // c.jr ra
        guest.run(a -> callTranslated(a, tables, VA + 0xffe));
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void codeAtTwoAddressesIsTheSameCodeWithItsOwnPc() {
        Guest guest = new Guest();
        PageTables tables = PageTables.sv39(guest)
                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                .map(VA, DATA, 0, PageTables.ALL)
                .map(VA + 0x5000, DATA, 0, PageTables.ALL);
        guest.putWord(DATA, Instruction.AUIPC.encode(S3.number(), 0));
        guest.putWord(DATA + 4, RET);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            Prelude.enter(a, Privilege.S);
            a.li(S2, VA);
            a.jalr(S2);
            a.mv(S4, S3);
            a.li(S2, VA + 0x5000);
            a.jalr(S2);
            a.ecall();
        });
        assertEquals(VA, guest.x(S4));
        assertEquals(VA + 0x5000, guest.x(S3));
    }

    /** Writes a function at DATA, calls it, writes another, calls that: with {@code fence.i} or without. */
    private static long secondResult(boolean fence) {
        Guest guest = new Guest().accelerated(fence ? Guest.ACCELERATION : Acceleration.INTERPRETER);
        guest.putWord(DATA, li(S3, 1));
        guest.putWord(DATA + 4, RET);
        guest.run(a -> {
            a.li(S2, DATA);
            a.jalr(S2);
            a.mv(S4, S3);
            a.li(S5, li(S3, 2) & 0xffff_ffffL);
            a.sw(S5, 0, S2);
            if (fence) {
                a.fence_i();
            }
            a.jalr(S2);
        });
        assertEquals(1, guest.x(S4));
        return guest.x(S3);
    }

    @Test
    void changedCodeIsSeenAfterFenceI() {
        assertEquals(2, secondResult(true));
    }

    /** The manual allows either; ours keeps what it decoded, and this is what makes fence.i's test above one. */
    @Test
    void changedCodeIsNotSeenWithoutFenceI() {
        assertEquals(1, secondResult(false));
    }

    @Test
    void aChangeInTheMiddleOfALoopIsSeenAfterFenceI() {
        Guest guest = new Guest();
        guest.run(a -> {
            a.la(S2, "patched");
            a.li(S5, addi(S3.number(), S3.number(), 100) & 0xffff_ffffL);
            a.li(S6, 10);
            a.label("loop");
            a.label("patched");
            a.addi(S3, S3, 1);
            a.addi(S6, S6, -1);
            a.li(S7, 5);
            a.bne(S6, S7, "next");
            a.sw(S5, 0, S2);
            a.fence_i();
            a.label("next");
            a.bnez(S6, "loop");
        });
        assertEquals(5 + 500, guest.x(S3));
    }

    @Test
    void onlyTheChangedFunctionChanges() {
        Guest guest = new Guest();
        guest.putWord(DATA, li(S3, 1));
        guest.putWord(DATA + 4, RET);
        guest.putWord(DATA + 8, li(S4, 7));
        guest.putWord(DATA + 12, RET);
        guest.run(a -> {
            a.li(S2, DATA);
            a.addi(S8, S2, 8);
            for (int i = 0; i < 3; i++) {
                a.jalr(S2);
                a.jalr(S8);
                a.add(S6, S6, S4);
                a.li(S5, li(S3, 20 + i) & 0xffff_ffffL);
                a.sw(S5, 0, S2);
                a.fence_i();
            }
            a.jalr(S2);
        });
        assertEquals(22, guest.x(S3));
        assertEquals(21, guest.x(S6));
    }

    @Test
    void aPageThatIsMappedElsewhereIsFetchedThereAfterSfence() {
        Guest guest = new Guest();
        PageTables tables = PageTables.sv39(guest)
                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                .map(VA, DATA, 0, PageTables.ALL);
        guest.putWord(DATA, li(S3, 1));
        guest.putWord(DATA + 4, RET);
        guest.putWord(DATA + 0x1000, li(S3, 2));
        guest.putWord(DATA + 0x1004, RET);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            Prelude.enter(a, Privilege.S);
            a.li(S2, VA);
            a.jalr(S2);
            a.mv(S4, S3);
            a.li(S5, tables.pte(VA, 0));
            a.li(S6, (DATA + 0x1000) >>> 12 << 10 | PageTables.ALL);
            a.sd(S6, 0, S5);
            a.sfence_vma(S2, ZERO);
            a.jalr(S2);
            a.ecall();
        });
        assertEquals(1, guest.x(S4));
        assertEquals(2, guest.x(S3));
    }

    /** U-mode's right to fetch is not S-mode's, and the other way round. */
    @Test
    void aPageFetchedByOneModeIsNotExecutableForAnother() {
        Guest guest = new Guest();
        PageTables tables = PageTables.sv39(guest)
                .map(Guest.RAM, Guest.RAM, 2, PageTables.ALL)
                .map(VA, DATA, 0, PageTables.ALL | PageTables.U);
        guest.putWord(DATA, Instruction.ECALL.encode());
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            a.la(S5, "back");
            Prelude.clear(a, MSTATUS, Mstatus.MPP);
            a.la(T6, "mine");
            a.csrr(S7, MTVEC);
            a.csrw(MTVEC, T6);
            a.li(T6, VA);
            a.csrw(MEPC, T6);
            a.mret();
            a.align(2);
            a.label("mine");
            a.csrr(S8, MCAUSE);
            a.csrw(MTVEC, S7);
            Prelude.enter(a, Privilege.S);
            a.label("back");
            a.li(S2, VA);
            a.jalr(S2);
            a.ecall();
        });
        assertEquals(Cause.ENVIRONMENT_CALL_FROM_U, guest.x(S8));
        assertEquals(Cause.INSTRUCTION_PAGE_FAULT, guest.trap().cause());
    }
}
