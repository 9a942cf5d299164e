package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.machine.MemoryMap.RAM_BASE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels and RAM disks as {@code mkimage} wraps them, which QEMU unwraps. */
class UImageTest {
    private static final int LOAD = 0x8030_0000;
    private static final int ENTRY = 0x8030_0004;
    private static final int KERNEL = 2;
    private static final int RAM_DISK = 3;
    private static final byte[] CODE = {0x13, 0, 0, 0, 0x6f, 0, 0, 0};

    private static ByteBuffer wrapped(int load, int type, int compression, byte... contents) {
        ByteBuffer image = ByteBuffer.allocate(64 + contents.length);
        image.putInt(0x2705_1956)
                .putInt(0x0c, contents.length)
                .putInt(0x10, load)
                .putInt(0x14, ENTRY);
        image.put(0x1c, new byte[] {5, 26, (byte) type, (byte) compression}).put(0x40, contents);
        return image;
    }

    private static ImageFile image(ByteBuffer wrapped) {
        byte[] bytes = new byte[wrapped.limit()];
        wrapped.get(0, bytes);
        return new ImageFile("uImage", bytes);
    }

    private static BootPlan plan(ImageFile kernel, ImageFile initrd) throws BadInput {
        return ImageLoader.plan(MachineConfig.builder()
                .bios(new ImageFile("firmware", CODE))
                .kernel(kernel)
                .initrd(initrd)
                .build());
    }

    private static byte[] gzip(byte... bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKernelGoesToItsLoadAddressAndFirmwareToItsEntry(boolean packed) throws BadInput, IOException {
        ImageFile kernel = image(wrapped(LOAD, KERNEL, packed ? 1 : 0, packed ? gzip(CODE) : CODE));
        BootPlan plan = plan(kernel, new ImageFile("initrd", new byte[100]));
        BootPlan.Piece piece = plan.pieces().get(1);
        assertEquals(0x8030_0000L, piece.paddr());
        assertArrayEquals(CODE, piece.source());
        assertEquals(
                0x8030_0004L,
                ByteBuffer.wrap(plan.rom()).order(ByteOrder.LITTLE_ENDIAN).getLong(0x38));
        assertEquals(0x8430_0004L, plan.pieces().get(2).paddr(), "the RAM disk is above the entry, as on QEMU");
    }

    @Test
    void aRamDiskIsUnwrapped() throws BadInput {
        byte[] cpio = {'0', '7', '0', '7', '0', '1'};
        BootPlan plan = plan(image(wrapped(LOAD, KERNEL, 0, CODE)), image(wrapped(0, RAM_DISK, 1, cpio)));
        assertArrayEquals(cpio, plan.pieces().get(2).source());
    }

    @Test
    void itNeedsFirmwareUnlessItLiesThere() throws BadInput {
        assertFalse(image(wrapped(LOAD, KERNEL, 0, CODE)).startsRam());
        assertTrue(image(wrapped((int) RAM_BASE, KERNEL, 0, CODE)).startsRam());
    }

    @ParameterizedTest
    @CsvSource({
        "0x0c, 9, 'it says 9 bytes, and has 8'",
        "0x0c, 0, 'it says 0 bytes, and has 8'",
        "0x0c, -1, 'it says 4294967295 bytes, and has 8'",
        "0x1c, 0x05020200, of architecture 2",
        "0x1c, 0x051a0300, of type 3",
        "0x1c, 0x051a0202, compressed in way 2",
        "0x1c, 0x051a0201, 'broken: '",
        "0x10, 0x1000, outside RAM"
    })
    void aBrokenOneIsRefused(String at, String word, String message) {
        ByteBuffer image = wrapped(LOAD, KERNEL, 0, CODE);
        image.putInt(Integer.decode(at), Long.decode(word).intValue());
        BadInput refused = assertThrows(BadInput.class, () -> plan(image(image), new ImageFile("initrd", new byte[1])));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    @Test
    void oneThatUnpacksToTooMuchIsRefused() throws IOException {
        byte[] bomb = gzip(new byte[(64 << 20) + 1]);
        BadInput refused = assertThrows(BadInput.class, () -> UImage.kernel(image(wrapped(LOAD, KERNEL, 1, bomb))));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("larger than 64 MiB"), refused.getMessage());
    }
}
