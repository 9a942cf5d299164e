package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
    void firmwareIsEnteredAndToldOfTheRawKernelAboveIt() throws BadInput {
        BootPlan plan = ImageLoader.plan(
                MachineConfig.builder().bios(image(CODE)).kernel(image(CODE)).build());
        assertEquals(0x8000_0000L, romLong(plan, 0x18));
        assertEquals(0x8020_0000L, piece(plan, 1).paddr());
        assertEquals(0x4942_534f, romLong(plan, 0x28), "OSBI");
        assertEquals(0x8020_0000L, romLong(plan, 0x38), "next_addr");
        assertEquals(1, romLong(plan, 0x40), "next_mode S");
    }

    private static ImageFile linux(long textOffset) {
        ByteBuffer linux = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        linux.putLong(0x08, textOffset).putLong(0x10, 3 * MIB).putInt(0x38, 0x0543_5352);
        return image(linux.array());
    }

    @Test
    void aLinuxImageGoesToItsTextOffsetAboveFirmware() throws BadInput {
        BootPlan plan = ImageLoader.plan(
                MachineConfig.builder().bios(image(CODE)).kernel(linux(2 * MIB)).build());
        assertEquals(0x8020_0000L, piece(plan, 1).paddr());
        assertEquals(3 * MIB, piece(plan, 1).memorySize());
        assertEquals(0x8000_0000L, romLong(plan, 0x18));
        assertEquals(0x8020_0000L, romLong(plan, 0x38));
    }

    @Test
    void aLinuxImageWithoutFirmwareIsRefusedUnlessItIsForMachineMode() throws BadInput {
        assertTrue(refusal(MachineConfig.builder().kernel(linux(2 * MIB))).contains("needs firmware"));
        BootPlan plan =
                ImageLoader.plan(MachineConfig.builder().kernel(linux(0)).build());
        assertEquals(0x8000_0000L, piece(plan, 0).paddr());
        assertEquals(0x8000_0000L, romLong(plan, 0x18));
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
        assertTrue(refusal(MachineConfig.builder().kernel(image(CODE)).dtb(image(CODE)))
                .contains("not a device tree"));
        assertTrue(kernelRefusal(pe(0x8664)).contains("PE image"));
    }

    private static byte[] pe(int machine) {
        ByteBuffer pe = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        pe.putInt(0, 0x5a4d).putInt(0x3c, 0x40).putInt(0x40, 0x4550).putShort(0x44, (short) machine);
        return pe.array();
    }

    @Test
    void whateverMayBeCodeIsRaw() throws BadInput {
        for (byte[] raw : List.of(
                "#!/bin/sh\necho hello\n".getBytes(StandardCharsets.UTF_8),
                new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0},
                new byte[] {'M', 'Z'},
                new byte[] {'M', 'Z', 0, 0, 1, 2, 3, 4},
                pe(0x5064),
                new byte[] {0})) {
            BootPlan plan =
                    ImageLoader.plan(MachineConfig.builder().kernel(image(raw)).build());
            assertEquals(0x8000_0000L, piece(plan, 0).paddr());
            assertEquals(raw.length, piece(plan, 0).memorySize());
        }
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
