package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.machine.MemoryMap.RAM_BASE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the harts begin: at the start of RAM, as on QEMU; at the ELF's entry if nothing lies there. */
class EntryTest {
    private static final byte[] CODE = {0x13, 0, 0, 0, 0x6f, 0, 0, 0};
    private static final long ELSEWHERE = RAM_BASE + 0x20_0000;

    private static ImageFile elf(long paddr, long entry) {
        return new ImageFile(
                "elf", new SegmentedElf().entry(entry).bytes(paddr, CODE).toBytes());
    }

    private static BootPlan plan(MachineConfig.Builder config) throws BadInput {
        return ImageLoader.plan(config.build());
    }

    private static long start(BootPlan plan) {
        return ByteBuffer.wrap(plan.rom()).order(ByteOrder.LITTLE_ENDIAN).getLong(0x18);
    }

    private static long next(BootPlan plan) {
        return ByteBuffer.wrap(plan.rom()).order(ByteOrder.LITTLE_ENDIAN).getLong(0x38);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x1000, RAM_BASE, 0xffff_ffff_8000_0000L})
    void anEntryThatIsNotUsedIsNotJudged(long entry) throws BadInput {
        for (MachineConfig.Builder config : List.of(
                MachineConfig.builder().kernel(elf(RAM_BASE, entry)),
                MachineConfig.builder().bios(elf(RAM_BASE, entry)),
                MachineConfig.builder().bios(elf(RAM_BASE, entry)).kernel(elf(ELSEWHERE, entry)))) {
            BootPlan plan = plan(config);
            assertEquals(RAM_BASE, start(plan));
            assertEquals(List.of(), plan.notes());
        }
    }

    @Test
    void firmwareGoesOnAtTheKernelsLowestAddressWhateverItsEntry() throws BadInput {
        BootPlan plan = plan(MachineConfig.builder()
                .bios(elf(RAM_BASE, 0))
                .kernel(new ImageFile(
                        "kernel",
                        new SegmentedElf()
                                .entry(ELSEWHERE + 4)
                                .bytes(0x1_0000, CODE)
                                .bytes(ELSEWHERE + 64, CODE)
                                .bytes(ELSEWHERE, CODE)
                                .toBytes())));
        assertEquals(RAM_BASE, start(plan));
        assertEquals(ELSEWHERE, next(plan));
    }

    @Test
    void anEntryBehindTheStartOfRamIsPassedOverWithANote() throws BadInput {
        BootPlan plan = plan(MachineConfig.builder().kernel(elf(RAM_BASE, RAM_BASE + 4)));
        assertEquals(RAM_BASE, start(plan));
        assertEquals(List.of("elf: entered at 0x80000000, as on QEMU, and not at its entry 0x80000004"), plan.notes());
    }

    @Test
    void whereNothingLiesAtTheStartOfRamTheEntryCounts() throws BadInput {
        assertEquals(ELSEWHERE + 4, start(plan(MachineConfig.builder().kernel(elf(ELSEWHERE, ELSEWHERE + 4)))));
        assertEquals(ELSEWHERE, start(plan(MachineConfig.builder().bios(elf(ELSEWHERE, ELSEWHERE)))));
    }

    @Test
    void anEntryThatIsAVirtualAddressIsTranslated() throws BadInput {
        byte[] virtual = new ElfBytes(CODE)
                .putLong(80, 0xffff_ffff_8020_0000L)
                .putLong(88, ELSEWHERE)
                .entry(0xffff_ffff_8020_0004L)
                .toBytes();
        assertEquals(ELSEWHERE + 4, start(plan(MachineConfig.builder().kernel(new ImageFile("virtual", virtual)))));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x1000, -1, RAM_BASE, ELSEWHERE + 8, RAM_BASE + (128 << 20)})
    void anEntryThatCountsMustHoldSomething(long entry) {
        BadInput refused =
                assertThrows(BadInput.class, () -> plan(MachineConfig.builder().kernel(elf(ELSEWHERE, entry))));
        String message = String.valueOf(refused.getMessage());
        assertTrue(
                message.startsWith("elf: nothing lies at 0x80000000, where the harts start, and its entry"), message);
    }
}
