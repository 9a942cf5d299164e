package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tree given with {@code -dtb}: what the command line says of {@code /chosen} goes into it, as on QEMU. */
class GivenDeviceTreeTest {
    private static final AddressRange NOWHERE = AddressRange.EMPTY;
    private static final AddressRange INITRD = AddressRange.of(0x8420_0000L, 5000);

    private static ParsedDeviceTree with(byte[] given, String append, AddressRange initrd) throws BadInput {
        return new ParsedDeviceTree(GivenDeviceTree.blob(new ImageFile("given", given), new Chosen(append, initrd)));
    }

    private static byte[] generated(String append, AddressRange initrd) {
        return DeviceTree.blob(2, 128L << 20, new Chosen(append, initrd));
    }

    private static FlatDeviceTree small() {
        return new FlatDeviceTree().begin("").text("model", "mine");
    }

    @Test
    void commandLineAndInitialRamDiskAreAdded() throws BadInput {
        ParsedDeviceTree tree = with(generated("", NOWHERE), "root=/dev/vda é", INITRD);
        assertEquals("root=/dev/vda é", tree.text("/chosen/bootargs"));
        assertEquals(INITRD.start(), tree.number("/chosen/linux,initrd-start", 0));
        assertEquals(INITRD.end(), tree.number("/chosen/linux,initrd-end", 0));
    }

    @Test
    void theyReplaceTheTreesOwn() throws BadInput {
        ParsedDeviceTree tree = with(generated("old and long", AddressRange.of(0x9000_0000L, 1)), "new", INITRD);
        assertEquals("new", tree.text("/chosen/bootargs"));
        assertEquals(INITRD.start(), tree.number("/chosen/linux,initrd-start", 0));
        assertEquals(INITRD.end(), tree.number("/chosen/linux,initrd-end", 0));
    }

    @Test
    void whatTheCommandLineDoesNotSayStays() throws BadInput {
        byte[] given = generated("mine", AddressRange.of(0x9000_0000L, 16));
        ParsedDeviceTree initrd = with(given, "", INITRD);
        assertEquals("mine", initrd.text("/chosen/bootargs"));
        assertEquals(INITRD.start(), initrd.number("/chosen/linux,initrd-start", 0));
        ParsedDeviceTree append = with(given, "yours", NOWHERE);
        assertEquals("yours", append.text("/chosen/bootargs"));
        assertEquals(0x9000_0000L, append.number("/chosen/linux,initrd-start", 0));
    }

    @Test
    void allElseIsKept() throws BadInput {
        byte[] given = generated("", NOWHERE);
        ParsedDeviceTree before = new ParsedDeviceTree(given);
        ParsedDeviceTree after = with(given, "x", NOWHERE);
        before.properties()
                .forEach((path, value) ->
                        assertArrayEquals(value, after.properties().get(path), path));
        assertEquals(before.properties().size() + 1, after.properties().size());
    }

    @Test
    void withNothingToSayTheBytesAreHandedOver() throws BadInput {
        ImageFile given = new ImageFile("given", Arrays.copyOf(small().end().toBlob(), 4096));
        assertSame(given.bytes(), GivenDeviceTree.blob(given, new Chosen("", NOWHERE)));
    }

    @Test
    void aTreeWithoutChosenGetsIt() throws BadInput {
        byte[] given = small().begin("soc")
                .begin("chosen")
                .text("bootargs", "another's")
                .end()
                .end()
                .end()
                .toBlob();
        ParsedDeviceTree tree = with(given, "x", NOWHERE);
        assertEquals("x", tree.text("/chosen/bootargs"));
        assertEquals("another's", tree.text("/soc/chosen/bootargs"));
        assertEquals("mine", tree.text("/model"));
    }

    @Test
    void aNodeInsideChosenKeepsItsOwn() throws BadInput {
        byte[] given = small().begin("chosen")
                .text("bootargs", "old")
                .begin("module")
                .text("bootargs", "its own")
                .end()
                .end()
                .end()
                .toBlob();
        ParsedDeviceTree tree = with(given, "new", NOWHERE);
        assertEquals("new", tree.text("/chosen/bootargs"));
        assertEquals("its own", tree.text("/chosen/module/bootargs"));
    }

    @Test
    void reservationsAndTheBootHartAreKept() throws BadInput {
        byte[] reservations = new byte[32];
        ByteBuffer.wrap(reservations).putLong(0x8000_0000L).putLong(0x4_0000);
        byte[] given = small().end().toBlob(reservations, 3);
        byte[] blob = GivenDeviceTree.blob(new ImageFile("given", given), new Chosen("x", NOWHERE));
        ByteBuffer after = ByteBuffer.wrap(blob);
        assertEquals(3, after.getInt(28));
        assertArrayEquals(reservations, Arrays.copyOfRange(blob, after.getInt(16), after.getInt(16) + 32));
    }

    @Test
    void versionSixteenHasNoSizeOfItsStructure() throws BadInput {
        byte[] given = small().end().toBlob();
        ByteBuffer.wrap(given).putInt(20, 16).putInt(36, -1);
        assertEquals("x", with(given, "x", NOWHERE).text("/chosen/bootargs"));
    }

    @Test
    void noOperationsAreLeftOut() throws BadInput {
        byte[] given = small().end().toBlob();
        int structure = ByteBuffer.wrap(given).getInt(8);
        // the property "model" of 5 bytes, which takes 20 with its header, becomes five words that say nothing
        for (int at = structure + 8; at < structure + 28; at += 4) {
            ByteBuffer.wrap(given).putInt(at, FlatDeviceTree.NOP);
        }
        ParsedDeviceTree tree = with(given, "x", NOWHERE);
        assertFalse(tree.has("/model"));
        assertTrue(tree.has("/chosen/bootargs"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0xd00dfeee, not a device tree blob",
        "4, 0x7fffffff, truncated",
        "4, 0xffffffff, truncated",
        "4, 16, its header alone has 40",
        "8, 0x7ffffff0, its structure block lies outside it",
        "8, 0xfffffff0, its structure block lies outside it",
        "8, 58, an unknown token",
        "12, 0x10000, its strings block lies outside it",
        "12, 4, its strings block lies outside it or in its header",
        "12, 58, two of its blocks overlap",
        "12, 40, two of its blocks overlap",
        "32, 0xffffffff, its strings block lies outside it",
        "16, 0x10000, its memory reservation block lies outside it",
        "20, 3, versions 16 and 17 are known",
        "24, 18, versions 16 and 17 are known",
        "36, 0x10000, its structure block lies outside it",
        "36, 8, truncated at 0x40",
        "32, 0, a property without a name",
        "32, 3, a name that never ends",
        "56, 2, the end of no node",
        "56, 3, a property of no node",
        "56, 9, the end inside a node",
        "56, 77, an unknown token 0x4d at 0x38",
        "60, 0x41414141, an unknown token 0x5 at 0x44",
        "68, 0x7fffffff, a property of 2147483647 bytes",
        "72, 0x7fffffff, a property without a name",
        "84, 9, the end inside a node",
        "84, 1, truncated at 0x5c",
        "88, 4, truncated",
        "88, 1, a second root"
    })
    void aBrokenTreeIsRefused(int at, String word, String message) {
        // 56: root; 64: "model", its length at 68 and its name at 72; 84: the root's end; 88: the end
        byte[] given = small().end().toBlob();
        ByteBuffer.wrap(given).putInt(at, Long.decode(word).intValue());
        for (Chosen chosen : new Chosen[] {new Chosen("", NOWHERE), new Chosen("x", INITRD)}) {
            BadInput refused =
                    assertThrows(BadInput.class, () -> GivenDeviceTree.blob(new ImageFile("given", given), chosen));
            assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
        }
    }

    @Test
    void reservationsThatNeverEndAreRefused() {
        byte[] given = small().end().toBlob();
        Arrays.fill(given, given.length - 8, given.length, (byte) 1);
        ByteBuffer.wrap(given).putInt(16, given.length - 16);
        assertThrows(BadInput.class, () -> with(given, "x", NOWHERE));
    }
}
