package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.AccessFault;

/**
 * Random accesses to a disk's registers, in any order and width, before rings that hold anything at all: each answer is
 * {@link RegisterModel}'s, and a reset mends everything. {@code -Dvesper.registers=N} takes as many runs, {@code
 * -Dvesper.registerSeed=S} begins with another.
 */
class RegisterFuzzTest {
    private static final int RUNS = Integer.getInteger("vesper.registers", 10_000);
    private static final long SEED = Long.getLong("vesper.registerSeed", 20_261_130);
    private static final int STEPS = 100;
    private static final int SECTORS = 64;

    private static final int NEEDS_RESET = 0x40;
    private static final int CONFIG_SIZE = 60;
    private static final int[] WRITABLE = {
        Registers.DEVICE_FEATURES_SEL,
        Registers.DRIVER_FEATURES,
        Registers.DRIVER_FEATURES_SEL,
        Registers.GUEST_PAGE_SIZE,
        Registers.QUEUE_SEL,
        Registers.QUEUE_NUM,
        Registers.QUEUE_ALIGN,
        Registers.QUEUE_PFN,
        Registers.QUEUE_READY,
        Registers.QUEUE_NOTIFY,
        Registers.INTERRUPT_ACK,
        Registers.STATUS,
        Registers.QUEUE_DESC_LOW,
        Registers.QUEUE_DESC_HIGH,
        Registers.QUEUE_DRIVER_LOW,
        Registers.QUEUE_DRIVER_HIGH,
        Registers.QUEUE_DEVICE_LOW,
        Registers.QUEUE_DEVICE_HIGH,
    };

    /** A machine, and what its registers should say: both keep what a reset leaves from run to run. */
    private static final class Fuzzed implements AutoCloseable {
        private final Guest guest;
        private final RegisterModel model;
        private final byte[] configuration;
        private SplittableRandom random = new SplittableRandom(0);

        Fuzzed(boolean legacy) throws AccessFault {
            VirtioBlock disk = new VirtioBlock(new MemoryBackend(new byte[SECTORS * 512], false), "fuzzed");
            guest = new Guest(disk, legacy);
            configuration = disk.configuration();
            long low = guest.register(Registers.DEVICE_FEATURES) & 0xffff_ffffL;
            guest.register(Registers.DEVICE_FEATURES_SEL, 1);
            long high = guest.register(Registers.DEVICE_FEATURES);
            model = new RegisterModel(disk, legacy, (high << 32) | low);
            model.store(Registers.DEVICE_FEATURES_SEL, 1);
        }

        @Override
        public void close() {
            guest.close();
        }

        void run(long seed) throws Exception {
            random = new SplittableRandom(seed);
            for (long at = Guest.DESCRIPTORS; at < Guest.DATA; at += 8) {
                guest.store(at, random.nextInt(4) == 0 ? scribble() : 0, 8);
            }
            for (int i = 0; i < STEPS; i++) {
                if (random.nextBoolean()) {
                    store();
                } else {
                    load();
                }
            }
            store(Registers.STATUS, 0);
            assertEquals(0, guest.register(Registers.INTERRUPT_STATUS));
        }

        /** Half of a descriptor or of a ring, more or less plausible. */
        private long scribble() {
            return switch (random.nextInt(4)) {
                case 0 -> random.nextLong();
                case 1 -> Guest.DATA;
                case 2 -> (random.nextLong(4) << 48) | (random.nextLong(8) << 32) | random.nextInt(2048);
                default -> random.nextInt(0x1_0000) << 16;
            };
        }

        private void store(int register, int value) throws AccessFault {
            guest.register(register, value);
            model.store(register, value);
        }

        private void store() throws AccessFault {
            int register =
                    random.nextInt(8) == 0 ? random.nextInt(0x40) * 4 : WRITABLE[random.nextInt(WRITABLE.length)];
            int value = value(register);
            switch (random.nextInt(10)) {
                case 0 -> guest.slot.store(register, value, 1 + random.nextInt(2)); // ignored
                case 1 -> {
                    int pair = register & -8;
                    int other = value(pair + 4);
                    guest.slot.store(pair, (value & 0xffff_ffffL) | ((long) other << 32), 8);
                    model.store(pair, value);
                    model.store(pair + 4, other);
                }
                case 2 -> guest.slot.store(Registers.CONFIG + 4L * random.nextInt(0x40), value, 4);
                default -> store(register, value);
            }
        }

        private int value(int register) {
            if (random.nextInt(8) == 0) {
                return random.nextInt();
            }
            return switch (register) {
                case Registers.QUEUE_SEL, Registers.QUEUE_NOTIFY -> random.nextInt(8) == 0 ? random.nextInt(-1, 3) : 0;
                case Registers.QUEUE_NUM -> random.nextBoolean() ? random.nextInt(-1, 1026) : 8;
                case Registers.QUEUE_ALIGN -> 1 << random.nextInt(14);
                case Registers.GUEST_PAGE_SIZE -> random.nextInt(8) == 0 ? 0 : 1 << random.nextInt(14);
                case Registers.STATUS -> random.nextInt(6) == 0 ? random.nextInt(0x200) : 0xf;
                case Registers.QUEUE_DESC_HIGH, Registers.QUEUE_DRIVER_HIGH, Registers.QUEUE_DEVICE_HIGH -> 0;
                case Registers.QUEUE_READY, Registers.DEVICE_FEATURES_SEL, Registers.DRIVER_FEATURES_SEL ->
                    random.nextInt(3);
                case Registers.DRIVER_FEATURES -> 0;
                case Registers.QUEUE_PFN -> (int) (Guest.DESCRIPTORS >>> random.nextInt(13)) + 4 * random.nextInt(4);
                default -> (int) Guest.DESCRIPTORS + 16 * random.nextInt(0x100);
            };
        }

        private void load() throws AccessFault {
            int register = random.nextInt(0x50) * 4;
            switch (random.nextInt(8)) {
                case 0 -> assertEquals(0, guest.slot.load(2L * random.nextInt(0x80), 1 + random.nextInt(2)));
                case 1 -> {
                    int pair = random.nextInt(0x20) * 8;
                    long both = guest.slot.load(pair, 8);
                    check(pair, (int) both);
                    check(pair + 4, (int) (both >>> 32));
                }
                default -> check(register, guest.register(register));
            }
        }

        private void check(int register, int value) {
            String where = "register 0x" + Integer.toHexString(register);
            if (register == Registers.INTERRUPT_STATUS) {
                assertEquals(0, value & ~3, where);
            } else if (register == Registers.STATUS) {
                int expected = model.load(register);
                assertEquals(expected | NEEDS_RESET, value | NEEDS_RESET, where);
                assertTrue((expected & NEEDS_RESET & ~value) == 0, where);
            } else if (register >= Registers.CONFIG) {
                assertEquals(configured(register - Registers.CONFIG), value, where);
            } else {
                assertEquals(model.load(register), value, where);
            }
        }

        private int configured(int offset) {
            int word = -1;
            for (int i = 3; i >= 0 && offset + 4 <= CONFIG_SIZE; i--) {
                word = (word << 8) | (configuration[offset + i] & 0xff);
            }
            return word;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noOrderOfAccessesGetsAnAnswerThatTheModelDoesNotGive(boolean legacy) throws Exception {
        try (Fuzzed fuzzed = new Fuzzed(legacy)) {
            for (long seed = SEED; seed < SEED + RUNS; seed++) {
                try {
                    fuzzed.run(seed);
                } catch (AssertionError e) {
                    throw new AssertionError("run " + (seed - SEED) + " of -Dvesper.registerSeed=" + SEED, e);
                }
            }
            fuzzed.guest.start();
            assertEquals(0, fuzzed.guest.read(0, 512));
        }
    }
}
