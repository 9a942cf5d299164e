package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;
import vesper.bus.Dma;
import vesper.bus.MmioDevice;
import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.isa.Assembler;

/** LR and SC on one hart, with a device that writes in between (unprivileged manual, section 13.2). */
class LoadReservedTest {
    private static final long DATA = Guest.DATA;
    private static final long DEVICE = 0x1000_0000L;

    private final Guest guest = new Guest().device(DEVICE, 0x1000, new Writer());

    /** Stores what it is told to at {@link #DATA}, by DMA. */
    private final class Writer implements MmioDevice {
        @Override
        public long load(long offset, int width) {
            return 0;
        }

        @Override
        public void store(long offset, long value, int width) throws AccessFault {
            Dma dma = new Dma(guest.bus());
            if (offset == 0) {
                dma.storeRelease(DATA, value, width);
            } else {
                dma.write(DATA + offset, new byte[] {(byte) value}, 0, 1);
            }
        }
    }

    /** LR.D at DATA, something, SC.D there: s5 is SC's result. */
    private long scAfter(Consumer<Assembler> between) {
        guest.run(a -> {
            Prelude.openPmp(a);
            a.li(S2, DATA);
            a.li(S4, 42);
            a.li(S7, DEVICE);
            a.lr_d(S3, S2);
            between.accept(a);
            a.sc_d(S5, S4, S2);
        });
        return guest.x(S5);
    }

    @Test
    void aStoreConditionalAfterItsLoadSucceeds() {
        assertEquals(0, scAfter(a -> a.nop()));
        assertEquals(42, guest.get(DATA));
    }

    @Test
    void aSecondStoreConditionalFails() {
        assertEquals(1, scAfter(a -> a.sc_d(S6, S4, S2)));
        assertEquals(0, guest.x(S6));
    }

    @Test
    void aStoreConditionalThatFailsEndsTheReservation() {
        assertEquals(1, scAfter(a -> {
            a.li(S8, DATA + 64);
            a.sc_d(S6, S4, S8);
        }));
        assertEquals(1, guest.x(S6));
        assertEquals(0, guest.get(DATA + 64));
        assertEquals(2, guest.hart(0).stats().scFailures());
    }

    @Test
    void aStoreConditionalWithoutAReservationFails() {
        guest.run(a -> {
            a.li(S2, DATA);
            a.sc_w(S5, S2, S2);
        });
        assertEquals(1, guest.x(S5));
        assertEquals(0, guest.get(DATA));
    }

    @ParameterizedTest
    @ValueSource(ints = {-8, -4, 4, 8})
    void bytesOutsideTheReservationFail(int offset) {
        guest.run(a -> {
            a.li(S2, DATA + 32);
            a.lr_w(S3, S2);
            a.addi(S2, S2, offset);
            a.sc_w(S5, S2, S2);
        });
        assertEquals(1, guest.x(S5));
        assertEquals(0, guest.get(DATA + 32 + (offset & -8)));
    }

    @Test
    void aWiderStoreThanWhatWasReservedFails() {
        guest.run(a -> {
            a.li(S2, DATA);
            a.lr_w(S3, S2);
            a.sc_d(S5, S2, S2);
        });
        assertEquals(1, guest.x(S5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aNarrowerStoreWithinWhatWasReservedSucceeds(int offset) {
        guest.run(a -> {
            a.li(S2, DATA);
            a.lr_d(S3, S2);
            a.addi(S2, S2, offset);
            a.sc_w(S5, S2, S2);
        });
        assertEquals(0, guest.x(S5));
        assertEquals(DATA + offset, guest.word(DATA + offset));
    }

    @Test
    void aDevicesStoreOfTheSameValueBetweenFails() {
        assertEquals(1, scAfter(a -> a.sd(S3, 0, S7)));
        assertEquals(0, guest.get(DATA));
    }

    @Test
    void aDevicesBufferIntoTheSameLineFails() {
        assertEquals(1, scAfter(a -> a.sd(S3, 56, S7)));
    }

    @Test
    void aDevicesBufferIntoAnotherLineDoesNotMatter() {
        assertEquals(0, scAfter(a -> a.sd(S3, 64, S7)));
    }

    /** The hart's own stores may be followed by an SC that succeeds: a reservation is against others. */
    @Test
    void ownStoresToTheLineAreFollowed() {
        assertEquals(0, scAfter(a -> {
            a.sd(S4, 8, S2);
            a.sb(S4, 0, S2);
            a.addi(S8, S2, 16);
            a.amoadd_d(S9, S4, S8);
            a.sd(S4, 21, S2);
        }));
        assertEquals(42, guest.get(DATA));
    }

    @Test
    void anOwnStoreDoesNotMendWhatAForeignStoreBroke() {
        assertEquals(1, scAfter(a -> {
            a.sd(S3, 0, S7);
            a.sd(S4, 8, S2);
            a.amoadd_d(S9, S4, S2);
        }));
    }

    @Test
    void anotherLoadReservedReplacesTheReservation() {
        assertEquals(1, scAfter(a -> {
            a.li(S8, DATA + 64);
            a.lr_d(S9, S8);
        }));
    }

    @Test
    void aTrapBetweenDoesNotEndTheReservation() {
        assertEquals(0, scAfter(Assembler::ebreak));
    }

    @Test
    void aStoreConditionalThatFaultsEndsTheReservation() {
        assertEquals(1, scAfter(a -> {
            a.li(S8, 0x2000_0000L);
            a.sc_d(S6, S4, S8);
        }));
        assertEquals(Cause.STORE_ACCESS_FAULT, guest.trap().cause());
    }

    @Test
    void thereIsNoReservationWhereNothingAnswers() {
        guest.run(a -> {
            a.li(S2, 0x2000_0000L);
            a.lr_d(S3, S2);
            a.sc_d(S3, S3, S2);
            a.amoadd_d(S3, S3, S2);
        });
        long store = Cause.STORE_ACCESS_FAULT;
        assertEquals(List.of((long) Cause.LOAD_ACCESS_FAULT, store, store), guest.causes());
    }

    @Test
    void aReservationIsOfPhysicalBytes() {
        long va = 0x4000_0000L;
        PageTables tables =
                PageTables.sv39(guest).map(va, DATA, 0, PageTables.ALL).map(va + 0x1000, DATA, 0, PageTables.ALL);
        guest.run(a -> {
            Prelude.openPmp(a);
            Prelude.write(a, SATP, tables.satp(0));
            Prelude.set(a, MSTATUS, Mstatus.MPRV | 1L << Mstatus.MPP_SHIFT);
            a.li(S2, va);
            a.li(S3, va + 0x1000);
            a.lr_d(S4, S2);
            a.sc_d(S5, S2, S3);
            Prelude.clear(a, MSTATUS, Mstatus.MPRV);
        });
        assertEquals(0, guest.x(S5));
    }

    @Test
    void loadReservedWordIsSignExtended() {
        guest.put(DATA, 0x8000_0000L);
        guest.run(a -> {
            a.li(S2, DATA);
            a.lr_w(S3, S2);
        });
        assertEquals(Integer.MIN_VALUE, guest.x(S3));
    }

    @Test
    void everyPageOfRamMayBeArmed() {
        int pages = 256;
        guest.run(a -> {
            a.li(S2, DATA);
            a.li(S3, DATA + pages * 0x1000L);
            a.li(S4, 0x1000);
            a.label("page");
            a.lr_d(S5, S2);
            a.sc_d(S6, S2, S2);
            a.add(S7, S7, S6);
            a.add(S2, S2, S4);
            a.bltu(S2, S3, "page");
        });
        assertEquals(0, guest.x(S7));
        for (int i = 0; i < pages; i++) {
            assertEquals(DATA + i * 0x1000L, guest.get(DATA + i * 0x1000L));
        }
    }
}
