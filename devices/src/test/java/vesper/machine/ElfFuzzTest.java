package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.machine.MemoryMap.RAM_BASE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vesper.bus.PhysicalMemory;

/** Whatever an ELF's headers say, it is refused in one line, or each byte of it is in RAM where they want it. */
class ElfFuzzTest {
    private static final int CASES = Integer.getInteger("vesper.image.fuzz.cases", 10_000);
    private static final int RAM = 64 << 10;
    private static final long RAM_END = RAM_BASE + RAM;

    private static final long[] ADDRESSES = {
        0,
        0x1000,
        0x1_0000,
        0x7fff_0000L,
        RAM_BASE - 8,
        RAM_BASE - 4,
        RAM_BASE,
        RAM_BASE + 8,
        RAM_BASE + 0x100,
        RAM_END - 0x2000,
        RAM_END - 4,
        RAM_END,
        0x1_0000_0000L,
        Long.MAX_VALUE - 3,
        Long.MIN_VALUE,
        -4096,
        -4
    };
    private static final long[] SIZES = {0, 1, 8, 64, 0x1000, RAM, 1L << 31, 1L << 32, 1L << 50, Long.MAX_VALUE, -1};

    private final Random random = new Random(19);
    private final PhysicalMemory ram = new PhysicalMemory(RAM);
    private int loaded;

    private long oneOf(long[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Headers that a linker might have made, some of them spoilt after that. */
    private byte[] elf() {
        SegmentedElf elf = new SegmentedElf().entry(oneOf(ADDRESSES));
        for (int segments = 1 + random.nextInt(4); segments > 0; segments--) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            long extra = random.nextInt(3) == 0 ? oneOf(SIZES) : 0;
            long paddr = random.nextBoolean() ? RAM_BASE + random.nextInt(256) : oneOf(ADDRESSES);
            elf.segment(paddr, bytes.length + extra, bytes);
        }
        byte[] file = elf.toBytes();
        if (random.nextInt(3) == 0) {
            spoil(file);
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(file, 4 + random.nextInt(file.length - 4)) : file;
    }

    private void spoil(byte[] file) {
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            if (random.nextBoolean()) {
                file[4 + random.nextInt(116)] = (byte) random.nextInt();
            } else {
                header.putLong(64 + 8 * random.nextInt(7), random.nextBoolean() ? oneOf(ADDRESSES) : oneOf(SIZES));
            }
        }
    }

    @Test
    void eachIsRefusedInOneLineOrLoadedByteByByte() {
        for (int i = 0; i < CASES; i++) {
            byte[] file = elf();
            try {
                check(file);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("case " + i + ": " + Arrays.toString(file), e);
            }
        }
        assertTrue(loaded > CASES / 20 && loaded < CASES * 9 / 10, loaded + " of " + CASES + " were loaded");
    }

    private void check(byte[] file) {
        BootPlan plan;
        try {
            plan = ImageLoader.plan(MachineConfig.builder()
                    .memory(RAM)
                    .kernel(new ImageFile("fuzzed", file))
                    .build());
        } catch (BadInput refused) {
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("fuzzed") && message.indexOf('\n') < 0, message);
            return;
        }
        loaded++;
        assertTrue(plan.notes().size() <= 2, "a note on bytes outside and one on the entry");
        ram.write(0, new byte[RAM], 0, RAM);
        plan.writeTo(ram);
        byte[] found = new byte[RAM];
        ram.read(0, found, 0, RAM);
        boolean[] written = new boolean[RAM];
        byte[] expected = expected(file, written);
        int fdt = (int) (plan.fdt() - RAM_BASE);
        int fdtEnd = fdt + plan.pieces().getLast().length();
        for (int at = fdt; at < fdtEnd; at++) {
            assertFalse(written[at], "under the device tree");
        }
        Arrays.fill(found, fdt, fdtEnd, (byte) 0);
        assertEquals(-1, Arrays.mismatch(expected, found), "the first offset that differs");
        long start = ByteBuffer.wrap(plan.rom()).order(ByteOrder.LITTLE_ENDIAN).getLong(0x18);
        assertTrue(written[0] ? start == RAM_BASE : written[(int) (start - RAM_BASE)], "start " + start);
    }

    /** As plainly as can be: each byte of each segment to its address, and no address twice. */
    private static byte[] expected(byte[] file, boolean[] written) {
        ByteBuffer elf = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] expected = new byte[RAM];
        int table = (int) elf.getLong(32);
        for (int i = 0; i < elf.getShort(56); i++) {
            int header = table + 56 * i;
            if (elf.getInt(header) != 1 || elf.getLong(header + 40) == 0) {
                continue;
            }
            for (int at = 0; at < elf.getLong(header + 32); at++) {
                long place = elf.getLong(header + 24) + at - RAM_BASE;
                if (place >= 0 && place < RAM) {
                    assertFalse(written[(int) place], "twice");
                    written[(int) place] = true;
                    expected[(int) place] = file[(int) elf.getLong(header + 8) + at];
                }
            }
        }
        return expected;
    }
}
