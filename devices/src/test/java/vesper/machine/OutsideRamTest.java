package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.machine.MemoryMap.RAM_BASE;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.PhysicalMemory;

/** What an ELF has outside RAM is left out, as QEMU does, and said once; see {@link ImageLoader}. */
class OutsideRamTest {
    private static final int RAM = 1 << 20;
    private static final byte[] CODE = {0x13, 0, 0, 0, 0x6f, 0, 0, 0};

    private static BootPlan plan(SegmentedElf elf) throws BadInput {
        return ImageLoader.plan(MachineConfig.builder()
                .memory(RAM)
                .kernel(new ImageFile("k.elf", elf.toBytes()))
                .build());
    }

    private static String refusal(SegmentedElf elf) {
        return String.valueOf(assertThrows(BadInput.class, () -> plan(elf)).getMessage());
    }

    private static byte[] ram(BootPlan plan, int length) {
        PhysicalMemory ram = new PhysicalMemory(RAM);
        plan.writeTo(ram);
        byte[] start = new byte[length];
        ram.read(0, start, 0, length);
        return start;
    }

    /** Of {@code -Wl,-Ttext=0x80000000}: GNU ld keeps the headers and the build-id where it has them by itself. */
    @ParameterizedTest
    @ValueSource(longs = {0x1_0000, 0x7fff_0000L, 0, 0x1000, 0x1_0000_0000L, -4096, Long.MAX_VALUE, Long.MIN_VALUE})
    void aSegmentElsewhereIsLeftOut(long paddr) throws BadInput {
        BootPlan plan = plan(new SegmentedElf().bytes(paddr, new byte[64]).bytes(RAM_BASE, CODE));
        assertEquals(
                List.of("k.elf: what lies outside RAM (0x80000000-0x800fffff) is left out, first 0x"
                        + Long.toHexString(paddr)),
                plan.notes());
        assertArrayEquals(CODE, ram(plan, CODE.length));
        assertEquals(2, plan.pieces().size(), "the code and the device tree");
    }

    @Test
    void oneNoteTellsOfAllSegments() throws BadInput {
        BootPlan plan = plan(
                new SegmentedElf().bytes(0x2000, CODE).bytes(RAM_BASE, CODE).bytes(0x1000, CODE));
        assertEquals(1, plan.notes().size());
    }

    @Test
    void anElfThatIsAllInRamHasNoNote() throws BadInput {
        assertEquals(List.of(), plan(new SegmentedElf().bytes(RAM_BASE, CODE)).notes());
    }

    /** Of {@code -z max-page-size=0x10000}: the headers are in the first segment, before the code. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 0x1000, 0x1_0000})
    void ofASegmentThatBeginsBelowRamTheRestIsLoaded(int below) throws BadInput {
        byte[] bytes = new byte[below + CODE.length];
        Arrays.fill(bytes, (byte) 0xee);
        System.arraycopy(CODE, 0, bytes, below, CODE.length);
        BootPlan plan = plan(new SegmentedElf().segment(RAM_BASE - below, bytes.length + 100, bytes));
        assertArrayEquals(Arrays.copyOf(CODE, CODE.length + 100), ram(plan, CODE.length + 100));
        assertEquals(CODE.length + 100, plan.pieces().getFirst().memorySize());
        assertEquals(1, plan.notes().size());
    }

    @Test
    void ofASegmentThatRunsOverTheEndTheRestIsLoaded() throws BadInput {
        BootPlan plan = plan(new SegmentedElf().bytes(RAM_BASE, CODE).segment(RAM_BASE + RAM - 4, 1L << 40, CODE));
        PhysicalMemory ram = new PhysicalMemory(RAM);
        plan.writeTo(ram);
        assertEquals(0x13, ram.loadOpaque32(RAM - 4));
        assertTrue(
                plan.notes().getFirst().endsWith("first 0x80100000"),
                plan.notes().getFirst());
    }

    @Test
    void anElfThatIsAllOutsideIsRefused() {
        for (long paddr : new long[] {0x1_0000, RAM_BASE - CODE.length, RAM_BASE + RAM, -4096}) {
            assertEquals(
                    "k.elf: all of it lies outside RAM (0x80000000-0x800fffff); see -m",
                    refusal(new SegmentedElf().bytes(paddr, CODE)));
        }
    }

    @Test
    void oneThatIsLargerThanRamMeetsTheDeviceTree() {
        String refusal = refusal(new SegmentedElf().segment(RAM_BASE, RAM * 2L, CODE));
        assertTrue(refusal.contains("overlaps the device tree"), refusal);
        assertTrue(refusal.endsWith("; see -m"), refusal);
    }

    /** Packed segments: each is larger where it runs than where it is stored. */
    @Test
    void zerosThatCoverAnotherSegmentGiveWay() throws BadInput {
        SegmentedElf elf = new SegmentedElf()
                .segment(RAM_BASE, 4096, CODE)
                .segment(RAM_BASE + CODE.length, 1L << 30, CODE)
                .bytes(RAM_BASE + 64, CODE)
                .segment(RAM_BASE + 66, 2); // zeros under the last one's bytes
        byte[] expected = new byte[128];
        for (int at : new int[] {0, CODE.length, 64}) {
            System.arraycopy(CODE, 0, expected, at, CODE.length);
        }
        assertArrayEquals(expected, ram(plan(elf), expected.length));
    }

    @Test
    void bytesThatOverlapAreRefused() {
        assertEquals(
                "k.elf: two segments overlap at 0x80000004",
                refusal(new SegmentedElf().bytes(RAM_BASE + 4, CODE).bytes(RAM_BASE, CODE)));
    }
}
