package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.bus.PhysicalMemory;

class ImageLoaderTest {
    private static final long MIB = 1 << 20;
    private static final byte[] CODE = {0x13, 0, 0, 0, 0x6f, 0, 0, 0};

    private static ImageFile image(byte... bytes) {
        return new ImageFile("image", bytes);
    }

    private static BootPlan.Piece piece(BootPlan plan, int index) {
        return plan.pieces().get(index);
    }

    private static long romLong(BootPlan plan, int offset) {
        return ByteBuffer.wrap(plan.rom()).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
    }

    private static String refusal(MachineConfig.Builder config) {
        BadInput refused = assertThrows(BadInput.class, () -> ImageLoader.plan(config.build()));
        String message = String.valueOf(refused.getMessage());
        assertEquals(-1, message.indexOf('\n'), "one line");
        return message;
    }

    private static String kernelRefusal(byte... bytes) {
        return refusal(MachineConfig.builder().kernel(image(bytes)));
    }

    @Test
    void aKernelWithoutFirmwareIsEnteredAtItsEntry() throws BadInput {
        byte[] elf = new ElfBytes(CODE).entry(0x8000_0004L).toBytes();
        BootPlan plan =
                ImageLoader.plan(MachineConfig.builder().kernel(image(elf)).build());
        assertEquals(0x8000_0004L, romLong(plan, 0x18));
        assertEquals(0x8000_0000L, piece(plan, 0).paddr());
        assertEquals(plan.fdt(), romLong(plan, 0x20));
    }

    @Test
    void anEntryGivenAsAVirtualAddressIsTranslated() throws BadInput {
        byte[] elf = new ElfBytes(CODE)
                .putLong(80, 0xffff_ffff_8000_0000L)
                .entry(0xffff_ffff_8000_0004L)
                .toBytes();
        assertEquals(
                0x8000_0004L,
                romLong(
                        ImageLoader.plan(
                                MachineConfig.builder().kernel(image(elf)).build()),
                        0x18));
    }

    @Test
    void firmwareIsEnteredAndToldOfTheRawKernelAboveIt() throws BadInput {
        BootPlan plan = ImageLoader.plan(
                MachineConfig.builder().bios(image(CODE)).kernel(image(CODE)).build());
        assertEquals(0x8000_0000L, romLong(plan, 0x18));
        assertEquals(0x8020_0000L, piece(plan, 1).paddr());
        assertEquals(0x4942_534f, romLong(plan, 0x28), "OSBI");
        assertEquals(0x8020_0000L, romLong(plan, 0x38), "next_addr");
        assertEquals(1, romLong(plan, 0x40), "next_mode S");
    }

    @Test
    void aLinuxImageGoesToItsTextOffset() throws BadInput {
        ByteBuffer linux = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        linux.putLong(0x08, 2 * MIB).putLong(0x10, 3 * MIB).putInt(0x38, 0x0543_5352);
        BootPlan plan = ImageLoader.plan(
                MachineConfig.builder().kernel(image(linux.array())).build());
        assertEquals(0x8020_0000L, piece(plan, 0).paddr());
        assertEquals(3 * MIB, piece(plan, 0).memorySize());
        assertEquals(0x8020_0000L, romLong(plan, 0x18));
    }

    @Test
    void theInitialRamDiskLiesHalfARamAboveTheKernel() throws BadInput {
        BootPlan plan = ImageLoader.plan(MachineConfig.builder()
                .bios(image(CODE))
                .kernel(image(CODE))
                .initrd(image(new byte[5000]))
                .build());
        assertEquals(0x8420_0000L, piece(plan, 2).paddr());
        ParsedDeviceTree tree = new ParsedDeviceTree(piece(plan, 3).source());
        assertEquals(0x8420_0000L + 5000, tree.number("/chosen/linux,initrd-end", 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x800ff000", "64, 0x83e00000", "128, 0x87e00000", "3072, 0xbfe00000", "8192, 0xbfe00000"})
    void theDeviceTreeLiesWhereQemuPutsIt(long mib, String expected) throws BadInput {
        BootPlan plan = ImageLoader.plan(
                MachineConfig.builder().memory(mib * MIB).kernel(image(CODE)).build());
        assertEquals(Long.decode(expected), plan.fdt());
    }

    @Test
    void headersInThePageBeforeRamAreDropped() throws BadInput {
        byte[] file = new ElfBytes(new byte[8192]).toBytes();
        ByteBuffer elf = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        elf.putLong(72, 0).putLong(80, 0x7fff_f000L).putLong(88, 0x7fff_f000L);
        elf.put(4096, (byte) 0x6f);
        BootPlan plan =
                ImageLoader.plan(MachineConfig.builder().kernel(image(file)).build());
        assertEquals(MemoryMap.RAM_BASE, piece(plan, 0).paddr());
        assertEquals(4096, piece(plan, 0).from());
        assertEquals(8192 - 4096, piece(plan, 0).memorySize());
    }

    @Test
    void carryingOutThePlanZeroesBssAgain() throws BadInput {
        byte[] elf = new ElfBytes(CODE).putLong(104, 10_000).toBytes();
        BootPlan plan = ImageLoader.plan(
                MachineConfig.builder().memory(MIB).kernel(image(elf)).build());
        PhysicalMemory ram = new PhysicalMemory(MIB);
        ram.storeOpaque64(0, -1);
        ram.storeOpaque64(9992, -1);
        ram.storeOpaque64(10_000, -1);
        plan.writeTo(ram);
        byte[] start = new byte[CODE.length];
        ram.read(0, start, 0, start.length);
        assertArrayEquals(CODE, start);
        assertEquals(0, ram.loadOpaque64(9992));
        assertEquals(-1, ram.loadOpaque64(10_000));
    }

    @Test
    void wrongElfsAreNamed() {
        assertTrue(kernelRefusal(new ElfBytes().putByte(4, 1).toBytes()).contains("32-bit"));
        assertTrue(kernelRefusal(new ElfBytes().putByte(5, 2).toBytes()).contains("big-endian"));
        assertTrue(kernelRefusal(new ElfBytes().putShort(18, 62).toBytes()).contains("x86-64"));
        assertTrue(kernelRefusal(new ElfBytes().putShort(16, 1).toBytes()).contains("object file"));
        assertTrue(kernelRefusal(new ElfBytes().entry(0x1000).toBytes()).contains("entry 0x1000 lies outside RAM"));
        assertTrue(kernelRefusal(new ElfBytes().address(0x1_0000).toBytes()).contains("outside RAM"));
        assertTrue(
                kernelRefusal(new ElfBytes().putLong(104, 1L << 40).toBytes()).contains("outside RAM"));
        assertTrue(kernelRefusal(new ElfBytes().putLong(96, 100).toBytes()).contains("truncated"));
        assertTrue(kernelRefusal(new ElfBytes().putShort(56, 2).putShort(54, 8).toBytes())
                .contains("program headers"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 16, 63, 64, 100, 119, 120, 123})
    void aTruncatedElfIsNamedSo(int length) {
        assertTrue(kernelRefusal(new ElfBytes().truncatedTo(length)).contains("truncated"));
    }

    @Test
    void imagesThatOverlapAreRefused() {
        MachineConfig.Builder both =
                MachineConfig.builder().bios(image(new ElfBytes().toBytes())).kernel(image(new ElfBytes().toBytes()));
        assertTrue(refusal(both).contains("overlaps"));
    }

    @Test
    void aTinyRamIsNamedAsTheReason() {
        assertTrue(refusal(MachineConfig.builder().memory(4096).kernel(image(CODE)))
                .contains("the device tree"));
        assertTrue(refusal(MachineConfig.builder().memory(MIB).bios(image(CODE)).kernel(image(CODE)))
                .contains("-m"));
    }

    @Test
    void otherFormatsAreNamed() {
        assertTrue(kernelRefusal((byte) 0x1f, (byte) 0x8b, (byte) 8, (byte) 0).contains("gzip"));
        assertTrue(kernelRefusal("#!/bin/sh\necho hello\n".getBytes(StandardCharsets.UTF_8))
                .contains("text"));
        assertTrue(
                kernelRefusal((byte) 0x27, (byte) 5, (byte) 0x19, (byte) 0x56).contains("uImage"));
        assertTrue(refusal(MachineConfig.builder().kernel(image(CODE)).dtb(image(CODE)))
                .contains("not a device tree"));
    }

    @Test
    void noSpoiltHeaderIsMoreThanRefused() {
        Random random = new Random(20_250_101);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new ElfBytes().toBytes();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
            }
            byte[] spoilt = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, 4 + random.nextInt(bytes.length - 4)) : bytes;
            try {
                ImageLoader.plan(MachineConfig.builder()
                        .memory(MIB)
                        .kernel(image(spoilt))
                        .build());
            } catch (BadInput refused) {
                assertEquals(-1, String.valueOf(refused.getMessage()).indexOf('\n'));
            }
        }
    }
}
