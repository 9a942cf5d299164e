package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.MmioDevice;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;

/** Misaligned loads and stores work; misaligned atomics do not. */
class MisalignedTest {
    private static final long DATA = Guest.DATA;
    private static final long VA = 0x4000_0000L;
    private static final long LOAD_FAULT = Cause.LOAD_PAGE_FAULT;
    private static final long STORE_FAULT = Cause.STORE_PAGE_FAULT;

    private final Guest guest = new Guest();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 0xff9, 0xffa, 0xffb, 0xffc, 0xffd, 0xffe, 0xfff})
    void eachWidthIsReadAndWrittenAtEachOffset(int offset) {
        for (int i = 0; i < 16; i++) {
            guest.ram.storeOpaque8(DATA - Guest.RAM + offset + i, 0x80 + i);
        }
        guest.run(a -> {
            a.li(S2, DATA + offset);
            a.ld(S3, 0, S2);
            a.lw(S4, 0, S2);
            a.lwu(S5, 0, S2);
            a.lh(S6, 0, S2);
            a.lhu(S7, 0, S2);
            a.li(S8, 0x0102_0304_0506_0708L);
            a.sd(S8, 8, S2);
            a.sw(S8, 4, S2);
            a.sh(S8, 2, S2);
        });
        assertEquals(0x8786_8584_8382_8180L, guest.x(S3));
        assertEquals(0xffff_ffff_8382_8180L, guest.x(S4));
        assertEquals(0x8382_8180L, guest.x(S5));
        assertEquals((short) 0x8180, guest.x(S6));
        assertEquals(0x8180, guest.x(S7));
        long[] expected = {0x80, 0x81, 8, 7, 8, 7, 6, 5, 8, 7, 6, 5, 4, 3, 2, 1, 0};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], guest.ram.loadOpaque8(DATA - Guest.RAM + offset + i), "byte " + i);
        }
        assertEquals(List.of(), guest.causes());
    }

    /** The manual wants the address of the part that faulted in mtval (section 3.1.16). */
    @Test
    void aSecondPageThatFaultsLeavesTheFirstUntouched() {
        PageTables tables = PageTables.sv39(guest).map(VA, DATA, 0, PageTables.ALL);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            Prelude.set(a, MSTATUS, Mstatus.MPRV | 1L << Mstatus.MPP_SHIFT);
            a.li(S2, VA + 0xffd);
            a.li(S3, -1);
            a.sd(S3, 0, S2);
            Prelude.clear(a, MSTATUS, Mstatus.MPP);
            Prelude.set(a, MSTATUS, 1L << Mstatus.MPP_SHIFT);
            a.ld(S3, 0, S2);
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
        });
        assertEquals(List.of(STORE_FAULT, LOAD_FAULT), guest.causes());
        assertEquals(VA + 0x1000, guest.traps().getFirst().tval());
        assertEquals(VA + 0x1000, guest.traps().getLast().tval());
        assertEquals(0, guest.get(DATA + 0xff8));
        assertEquals(-1, guest.x(S3));
    }

    @Test
    void twoPagesThatAreNeighboursOnlyVirtuallyAreOneRange() {
        PageTables tables = PageTables.sv39(guest)
                .map(VA, DATA + 0x1000, 0, PageTables.ALL)
                .map(VA + 0x1000, DATA, 0, PageTables.ALL);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            Prelude.set(a, MSTATUS, Mstatus.MPRV | 1L << Mstatus.MPP_SHIFT);
            a.li(S2, VA + 0xffc);
            a.li(S3, 0x1122_3344_5566_7788L);
            a.sd(S3, 0, S2);
            a.ld(S4, 0, S2);
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
        });
        assertEquals(0x1122_3344_5566_7788L, guest.x(S4));
        assertEquals(0x1122_3344, guest.word(DATA));
        assertEquals(0x5566_7788, guest.word(DATA + 0x1ffc));
    }

    @Test
    void theAddressSpaceEndsWhereItsLastByteDoes() {
        guest.run(a -> {
            a.li(S2, Guest.RAM + Guest.SIZE - 4);
            a.ld(S3, 0, S2);
            a.sd(S3, 0, S2);
            a.li(S2, -4);
            a.ld(S3, 0, S2);
        });
        assertEquals(
                List.of((long) Cause.LOAD_ACCESS_FAULT, (long) Cause.STORE_ACCESS_FAULT, (long)
                        Cause.LOAD_ACCESS_FAULT),
                guest.causes());
    }

    @Test
    void devicesAreNotAskedAtMisalignedOffsets() {
        MmioDevice zeros = new MmioDevice() {
            @Override
            public long load(long offset, int width) {
                return offset % width;
            }

            @Override
            public void store(long offset, long value, int width) {
                throw new IllegalStateException("stored at " + offset);
            }
        };
        Guest other = new Guest().device(0x1000_0000L, 0x1000, zeros);
        other.run(a -> {
            a.li(S2, 0x1000_0002L);
            a.lw(S3, 0, S2);
            a.sw(S3, 0, S2);
            a.lw(S4, 2, S2);
        });
        assertEquals(List.of((long) Cause.LOAD_ACCESS_FAULT, (long) Cause.STORE_ACCESS_FAULT), other.causes());
    }

    @Test
    void misalignedAtomicsAreAddressMisalignedWhateverThePage() {
        guest.run(a -> {
            a.li(S2, DATA + 2);
            a.lr_w(S3, S2);
            a.sc_w(S3, S3, S2);
            a.amoadd_w(S3, S3, S2);
            a.li(S2, DATA + 4);
            a.lr_d(S3, S2);
            a.sc_d(S3, S3, S2);
            a.amoswap_d(S3, S3, S2);
            a.amocas_d(S4, S4, S2);
            a.li(S2, DATA + 8);
            a.amocas_q(S4, S6, S2);
            a.lw_aq(S3, S2);
            a.addi(S2, S2, 1);
            a.lh_aq(S3, S2);
            a.sh_rl(S3, S2);
            a.ld_aq(S3, S2);
            a.sd_rl(S3, S2);
        });
        long load = Cause.LOAD_ADDRESS_MISALIGNED;
        long store = Cause.STORE_ADDRESS_MISALIGNED;
        assertEquals(
                List.of(load, store, store, load, store, store, store, store, load, store, load, store),
                guest.causes());
        assertEquals(DATA + 2, guest.traps().getFirst().tval());
        assertEquals(DATA + 9, guest.traps().getLast().tval());
    }
}
