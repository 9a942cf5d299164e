package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;

class HostileRingsTest {
    private static final int NEEDS_RESET = 0x40;
    private static final long SEED = 20_260_101;

    private final Guest guest = new Guest(new MemoryBackend(new byte[64 * 512], false), false);

    @BeforeEach
    void start() throws AccessFault {
        guest.start();
        guest.header(0, 0);
    }

    @AfterEach
    void close() {
        guest.close();
    }

    /** Offers descriptor 0: the device asks for a reset, says so by an interrupt, and works again after one. */
    private void breaksTheQueue() throws Exception {
        guest.offer(0);
        needsReset();
    }

    private void needsReset() throws Exception {
        guest.settle();
        assertEquals(NEEDS_RESET, guest.register(Registers.STATUS) & NEEDS_RESET);
        assertEquals(2, guest.register(Registers.INTERRUPT_STATUS) & 2);
        assertTrue(guest.line.isHigh());
        guest.register(Registers.QUEUE_NOTIFY, 0);
        guest.settle();
        guest.start();
        assertEquals(0, guest.read(0, 512));
    }

    @Test
    void aLoopOfDescriptorsIsNotFollowedForEver() throws Exception {
        guest.descriptor(0, Guest.HEADER, 16, Guest.NEXT, 1);
        guest.descriptor(1, Guest.DATA, 512, Guest.NEXT | Guest.WRITE, 1);
        breaksTheQueue();
    }

    @Test
    void aLoopInAnIndirectTableIsNotFollowedForEver() throws Exception {
        guest.descriptorAt(Guest.TABLE, Guest.DATA, 512, Guest.NEXT | Guest.WRITE, 0);
        guest.descriptor(0, Guest.TABLE, 0xffff_fff0L, Guest.INDIRECT, 0);
        breaksTheQueue();
    }

    @Test
    void aTableOfMoreDescriptorsThanAQueueHoldsIsRefused() throws Exception {
        for (int i = 0; i < 1025; i++) {
            boolean last = i == 1024;
            guest.descriptorAt(Guest.TABLE + 16L * i, Guest.DATA, 1, Guest.WRITE | (last ? 0 : Guest.NEXT), i + 1);
        }
        guest.descriptor(0, Guest.TABLE, 1025 * 16, Guest.INDIRECT, 0);
        breaksTheQueue();
    }

    @Test
    void anIndirectTableInsideAnIndirectTableIsRefused() throws Exception {
        guest.descriptorAt(Guest.TABLE, Guest.TABLE, 16, Guest.INDIRECT, 0);
        guest.descriptor(0, Guest.TABLE, 16, Guest.INDIRECT, 0);
        breaksTheQueue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 17, 0xffff_ffffL})
    void anIndirectTableOfARaggedLengthIsRefused(long length) throws Exception {
        guest.descriptor(0, Guest.TABLE, length, Guest.INDIRECT, 0);
        breaksTheQueue();
    }

    @Test
    void anIndirectDescriptorWithANextOneIsRefused() throws Exception {
        guest.descriptor(0, Guest.TABLE, 16, Guest.INDIRECT | Guest.NEXT, 1);
        breaksTheQueue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x1000_0000L, Guest.RAM - 8, Guest.RAM + Guest.RAM_SIZE - 8, Long.MIN_VALUE, -16})
    void anIndirectTableOutsideRamIsRefused(long table) throws Exception {
        guest.descriptor(0, table, 32, Guest.INDIRECT, 0);
        breaksTheQueue();
    }

    @Test
    void aReadableDescriptorAfterAWritableOneIsRefused() throws Exception {
        guest.descriptor(0, Guest.STATUS_BYTE, 1, Guest.WRITE | Guest.NEXT, 1);
        guest.descriptor(1, Guest.HEADER, 16, 0, 0);
        breaksTheQueue();
    }

    @Test
    void aRequestWithoutAPlaceForItsStatusIsRefused() throws Exception {
        guest.descriptor(0, Guest.HEADER, 16, 0, 0);
        breaksTheQueue();
    }

    @Test
    void aStatusOutsideRamIsRefused() throws Exception {
        guest.descriptor(0, Guest.HEADER, 16, Guest.NEXT, 1);
        guest.descriptor(1, Guest.RAM + Guest.RAM_SIZE, 1, Guest.WRITE, 0);
        breaksTheQueue();
    }

    @Test
    void aHeadOrNextOutsideTheTableIsRefused() throws Exception {
        guest.offer(Guest.QUEUE_SIZE);
        needsReset();
        guest.descriptor(0, Guest.HEADER, 16, Guest.NEXT, 0xffff);
        breaksTheQueue();
    }

    @Test
    void anAvailIndexThatJumpsIsRefused() throws Exception {
        guest.store(Guest.AVAIL + 2, guest.usedIdx() + Guest.QUEUE_SIZE + 1, 2);
        guest.register(Registers.QUEUE_NOTIFY, 0);
        needsReset();
    }

    @ParameterizedTest
    @ValueSource(ints = {Registers.QUEUE_DESC_LOW, Registers.QUEUE_DRIVER_LOW, Registers.QUEUE_DEVICE_LOW})
    void ringsOutsideRamOrMisalignedAreRefused(int register) throws Exception {
        guest.descriptor(0, Guest.HEADER, 16, Guest.NEXT, 1);
        guest.descriptor(1, Guest.STATUS_BYTE, 1, Guest.WRITE, 0);
        guest.register(register, (int) (Guest.RAM + Guest.RAM_SIZE - 1));
        guest.register(Registers.QUEUE_READY, 1);
        breaksTheQueue();
    }

    @Test
    void hugeLengthsAreAnErrorOfThatRequest() throws Exception {
        guest.descriptor(0, Guest.HEADER, 16, Guest.NEXT, 1);
        for (int i = 1; i < 6; i++) {
            guest.descriptor(i, Guest.DATA, 0xffff_fe00L, Guest.NEXT | Guest.WRITE, i + 1);
        }
        guest.descriptor(6, Guest.STATUS_BYTE, 1, Guest.WRITE, 0);
        assertEquals(1, guest.request(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anyRingsAtAllLeaveTheDeviceAliveAndTheRestOfRamUntouched(boolean legacy) throws Exception {
        Random random = new Random(SEED);
        long sentinel = Guest.RAM + Guest.RAM_SIZE - 8;
        try (Guest fuzzed = new Guest(new MemoryBackend(new byte[64 * 512], false), legacy)) {
            for (int ring = 0; ring < 4_000; ring++) {
                fuzzed.start();
                fuzzed.store(sentinel, 0x5afe, 8);
                scribble(fuzzed, random);
                fuzzed.register(Registers.QUEUE_NOTIFY, 0);
                if (random.nextBoolean()) {
                    fuzzed.settle();
                }
                assertEquals(0x5afe, fuzzed.load(sentinel, 8), "seed " + SEED + ", ring " + ring);
            }
            fuzzed.start();
            assertEquals(0, fuzzed.read(0, 512));
        }
    }

    /** Random descriptors, half of them plausible, in the queue and in an indirect table; some avail entries. */
    private static void scribble(Guest fuzzed, Random random) throws AccessFault {
        fuzzed.header(random.nextInt(10), random.nextInt(70));
        for (int i = 0; i < 2 * Guest.QUEUE_SIZE; i++) {
            long at = i < Guest.QUEUE_SIZE ? Guest.DESCRIPTORS + 16L * i : Guest.TABLE + 16L * (i - Guest.QUEUE_SIZE);
            fuzzed.descriptorAt(
                    at, address(random), length(random), random.nextInt(8), random.nextInt(Guest.QUEUE_SIZE + 1));
        }
        int entries = random.nextInt(Guest.QUEUE_SIZE + 2);
        for (int i = 0; i < Guest.QUEUE_SIZE; i++) {
            fuzzed.store(Guest.AVAIL + 4 + 2L * i, random.nextInt(Guest.QUEUE_SIZE + 1), 2);
        }
        fuzzed.store(Guest.AVAIL + 2, entries, 2);
    }

    private static long address(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> Guest.RAM - 8;
            case 2 -> Guest.TABLE;
            case 3 -> Guest.STATUS_BYTE;
            case 4 -> Guest.HEADER;
            default -> Guest.DATA;
        };
    }

    private static long length(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt() & 0xffff_ffffL;
            case 1 -> 0;
            case 2 -> 1;
            case 3 -> 16L * random.nextInt(10);
            default -> 512L * random.nextInt(4);
        };
    }
}
