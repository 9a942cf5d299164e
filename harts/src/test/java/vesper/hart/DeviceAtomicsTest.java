package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.bus.AccessFault;
import vesper.bus.MmioDevice;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Cause;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;

/** AMOs, LR and SC on a device's registers: each is a load of the register and perhaps a store, once. */
@ParameterizedClass
@EnumSource(names = {"NEVER", "AT_ONCE"})
class DeviceAtomicsTest {
    private static final long DEVICE = 0x1000_0000L;
    private static final long VACANT = 0x2000_0000L;
    private static final long OLD = 0x8765_4321_fedc_ba98L;
    private static final int OLD_WORD = 0xfedc_ba98;

    private final Register register = new Register();
    private final Guest guest;

    DeviceAtomicsTest(Translation translation) {
        guest = new Guest()
                .accelerated(new Acceleration(translation, Guest.ACCELERATION.singleThread()))
                .device(DEVICE, 0x1000, register);
    }

    /** Eight bytes at offset 0, and four at 8 that count how often they were read; tells of each access. */
    private static final class Register implements MmioDevice {
        private final List<String> accesses = new ArrayList<>();
        private long value = OLD;
        private int reads;

        @Override
        public long load(long offset, int width) throws AccessFault {
            accesses.add("load " + width + " at " + offset);
            if (offset == 8 && width == 4) {
                return reads++;
            }
            check(offset);
            return width == 8 ? value : value & ((1L << (8 * width)) - 1);
        }

        @Override
        public void store(long offset, long stored, int width) throws AccessFault {
            accesses.add("store " + width + " at " + offset);
            check(offset);
            long mask = width == 8 ? -1 : (1L << (8 * width)) - 1;
            value = (value & ~mask) | (stored & mask);
        }

        private static void check(long offset) throws AccessFault {
            if (offset != 0) {
                throw AccessFault.INSTANCE;
            }
        }
    }

    /** With s2 the register's address and s3 the operand. */
    private void run(long operand, Consumer<Assembler> body) {
        guest.run(a -> {
            a.li(S2, DEVICE);
            a.li(S3, operand);
            body.accept(a);
        });
    }

    private void assertWord(int stored, int operand, Consumer<Assembler> amo) {
        register.value = OLD;
        register.accesses.clear();
        run(operand, amo);
        assertEquals(OLD_WORD, guest.x(S4));
        assertEquals((OLD & (-1L << 32)) | (stored & 0xffff_ffffL), register.value);
        assertEquals(List.of("load 4 at 0", "store 4 at 0"), register.accesses);
        assertEquals(List.of(), guest.causes());
    }

    private void assertDoubleword(long stored, long operand, Consumer<Assembler> amo) {
        register.value = OLD;
        register.accesses.clear();
        run(operand, amo);
        assertEquals(OLD, guest.x(S4));
        assertEquals(stored, register.value);
        assertEquals(List.of("load 8 at 0", "store 8 at 0"), register.accesses);
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void anAmoAddsAndExchanges() {
        assertWord(OLD_WORD + 5, 5, a -> a.amoadd_w(S4, S3, S2));
        assertWord(5, 5, a -> a.amoswap_w(S4, S3, S2));
        assertDoubleword(OLD + 5, 5, a -> a.amoadd_d(S4, S3, S2));
        assertDoubleword(5, 5, a -> a.amoswap_d(S4, S3, S2));
    }

    @Test
    void anAmoCombinesBits() {
        assertWord(OLD_WORD & 0xff0, 0xff0, a -> a.amoand_w(S4, S3, S2));
        assertWord(OLD_WORD | 0xff0, 0xff0, a -> a.amoor_w(S4, S3, S2));
        assertWord(OLD_WORD ^ 0xff0, 0xff0, a -> a.amoxor_w(S4, S3, S2));
        assertDoubleword(OLD & 0xff0, 0xff0, a -> a.amoand_d(S4, S3, S2));
        assertDoubleword(OLD | 0xff0, 0xff0, a -> a.amoor_d(S4, S3, S2));
        assertDoubleword(OLD ^ 0xff0, 0xff0, a -> a.amoxor_d(S4, S3, S2));
    }

    @Test
    void anAmoComparesWithAndWithoutSign() {
        assertWord(OLD_WORD, 5, a -> a.amomin_w(S4, S3, S2));
        assertWord(5, 5, a -> a.amomax_w(S4, S3, S2));
        assertWord(5, 5, a -> a.amominu_w(S4, S3, S2));
        assertWord(OLD_WORD, 5, a -> a.amomaxu_w(S4, S3, S2));
        assertDoubleword(OLD, 5, a -> a.amomin_d(S4, S3, S2));
        assertDoubleword(5, 5, a -> a.amomax_d(S4, S3, S2));
        assertDoubleword(5, 5, a -> a.amominu_d(S4, S3, S2));
        assertDoubleword(OLD, 5, a -> a.amomaxu_d(S4, S3, S2));
    }

    @Test
    void aCompareAndSwapStoresIfItSawWhatItExpected() {
        run(7, a -> {
            a.li(S4, OLD);
            a.amocas_d(S4, S3, S2);
            a.li(S5, 8);
            a.amocas_w(S5, ZERO, S2);
        });
        assertEquals(OLD, guest.x(S4));
        assertEquals(7, guest.x(S5));
        assertEquals(7, register.value);
        assertEquals(List.of("load 8 at 0", "store 8 at 0", "load 4 at 0"), register.accesses);
    }

    @Test
    void aCompareAndSwapOfAQuadwordIsAnAccessFault() {
        run(7, a -> a.amocas_q(S4, S6, S2));
        assertEquals(List.of((long) Cause.STORE_ACCESS_FAULT), guest.causes());
        assertEquals(List.of(), register.accesses);
    }

    @Test
    void aStoreConditionalStoresWhatFollowsFromItsLoad() {
        run(7, a -> {
            a.lr_w(S4, S2);
            a.add(S4, S4, S3);
            a.sc_w(S5, S4, S2);
            a.lr_d(S6, S2);
            a.sc_d(S7, S3, S2);
        });
        assertEquals(0, guest.x(S5));
        assertEquals(OLD + 7, guest.x(S6));
        assertEquals(0, guest.x(S7));
        assertEquals(7, register.value);
        assertEquals(List.of(), guest.causes());
    }

    @Test
    void aStoreConditionalFailsIfTheRegisterReadsOtherwiseOrIsNotReserved() {
        run(7, a -> {
            a.lr_w(S4, S2);
            a.sw(S3, 0, S2);
            a.sc_w(S5, ZERO, S2); // it reads 7 now
            a.lr_w(S4, S2);
            a.sc_w(S6, S3, S2);
            a.sc_w(S6, ZERO, S2); // the reservation is spent
            a.lr_w(S4, S2);
            a.sc_d(S7, ZERO, S2); // of another width
            a.li(S8, Guest.DATA);
            a.lr_w(S4, S2);
            a.lr_w(S4, S8);
            a.sc_w(S9, ZERO, S2); // RAM is reserved
        });
        assertEquals(List.of(1L, 1L, 1L, 1L), List.of(guest.x(S5), guest.x(S6), guest.x(S7), guest.x(S9)));
        assertEquals(7, register.value & 0xffff_ffffL);
    }

    @Test
    void aReservationOfARegisterIsNoneOfRam() {
        run(7, a -> {
            a.li(S8, Guest.DATA);
            a.lr_w(S4, S8);
            a.lr_w(S4, S2);
            a.sc_w(S5, S3, S8);
        });
        assertEquals(1, guest.x(S5));
        assertEquals(0, guest.get(Guest.DATA));
    }

    @Test
    void whatADeviceDoesNotAnswerToIsAnAccessFault() {
        long load = Cause.LOAD_ACCESS_FAULT;
        long store = Cause.STORE_ACCESS_FAULT;
        run(7, a -> {
            a.addi(S2, S2, 16);
            a.lr_w(S4, S2);
            a.amoadd_w(S4, S3, S2);
            a.addi(S2, S2, -8);
            a.amoadd_w(S4, S3, S2); // it can be loaded only
            a.li(S2, VACANT);
            a.lr_d(S4, S2);
            a.sc_d(S4, S3, S2);
            a.amoswap_d(S4, S3, S2);
        });
        assertEquals(List.of(load, store, store, load, store, store), guest.causes());
        assertEquals(1, register.reads);
    }

    @Test
    void misalignedOnesDoNotReachTheDevice() {
        run(7, a -> {
            a.addi(S2, S2, 2);
            a.lr_w(S4, S2);
            a.sc_w(S4, S3, S2);
            a.amoadd_w(S4, S3, S2);
        });
        long store = Cause.STORE_ADDRESS_MISALIGNED;
        assertEquals(List.of((long) Cause.LOAD_ADDRESS_MISALIGNED, store, store), guest.causes());
        assertEquals(List.of(), register.accesses);
    }
}
