package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.*;

import org.junit.jupiter.api.Test;
import vesper.bus.MmioDevice;
import vesper.hart.state.HartFault;

/** What a bug of ours inside a hart thread leads to: one report, and no hang. */
class HartFaultTest {
    private static final long DEVICE = 0x1000_0000L;
    private static final MmioDevice BROKEN = new MmioDevice() {
        @Override
        public long load(long offset, int width) {
            throw new IllegalStateException("planted");
        }

        @Override
        public void store(long offset, long value, int width) {
            throw new IllegalStateException("planted");
        }
    };

    private static Guest guest(int harts) {
        return new Guest(harts).device(DEVICE, 0x1000, BROKEN);
    }

    @Test
    void aDeviceThatThrowsIsReportedOnceWithHartAndPc() {
        Guest guest = guest(3);
        guest.run(a -> {
            a.li(S2, 2);
            a.label("1");
            a.bne(A0, S2, "1b");
            a.li(S3, DEVICE);
            a.label("bad");
            a.sw(ZERO, 0, S3);
        });
        assertEquals(1, guest.faults.size());
        HartFault fault = guest.faults.getFirst();
        assertEquals(2, fault.hartid());
        assertEquals(guest.symbol("bad"), fault.pc());
        assertEquals(guest.word(guest.symbol("bad")), fault.instruction() & 0xffff_ffffL);
        assertEquals("planted", fault.cause().getMessage());
    }

    @Test
    void theReportNamesTheInstructionHoweverManyBlocksRanBefore() {
        Guest guest = guest(1);
        guest.run(a -> {
            a.li(S3, DEVICE);
            a.li(S2, 1000);
            a.label("loop");
            a.addi(S2, S2, -1);
            a.bnez(S2, "loop");
            a.nop();
            a.label("bad");
            a.lw(S4, 0, S3);
            a.nop();
        });
        assertEquals(guest.symbol("bad"), guest.faults.getFirst().pc());
    }

    @Test
    void aHartThatFailedNeitherRunsNorHoldsUpOthers() {
        Guest guest = guest(2).finishingHarts(2);
        guest.run(a -> {
            a.li(S3, DEVICE);
            a.li(S4, Guest.DATA);
            a.bnez(A0, "other");
            a.lw(S4, 0, S3);
            a.label("other");
            a.li(S5, 4096);
            for (int i = 0; i < 1000; i++) {
                a.lr_d(S6, S4);
                a.addi(S4, S4, 8);
            }
        });
        assertEquals(1, guest.faults.size());
    }
}
