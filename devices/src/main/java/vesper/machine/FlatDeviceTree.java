package vesper.machine;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a flattened device tree, version 17 (Devicetree Specification 0.4, chapter 5).
 *
 * <pre>
 *   +-----------------------+ 0
 *   | header, 10 words      |
 *   +-----------------------+ 0x28
 *   | memory reservations   |  one terminating entry of zeros
 *   +-----------------------+ 0x38
 *   | structure block       |  tokens and values, each aligned to 4
 *   +-----------------------+
 *   | strings block         |  names of properties
 *   +-----------------------+
 * </pre>
 */
final class FlatDeviceTree {
    private static final int MAGIC = 0xd00d_feed;
    private static final int VERSION = 17;
    private static final int LAST_COMPATIBLE_VERSION = 16;
    private static final int HEADER_SIZE = 40;
    private static final int RESERVATIONS_SIZE = 16;

    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROP = 3;
    private static final int END = 9;

    private final ByteArrayOutputStream structBytes = new ByteArrayOutputStream();
    private final DataOutputStream struct = new DataOutputStream(structBytes);
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();

    /** Opens a node inside the one open now; the first is the root, with the empty name. */
    FlatDeviceTree begin(String name) {
        word(BEGIN_NODE);
        padded(terminated(name));
        return this;
    }

    FlatDeviceTree end() {
        word(END_NODE);
        return this;
    }

    /** A property without a value, such as {@code interrupt-controller}. */
    FlatDeviceTree flag(String name) {
        return bytes(name);
    }

    /** A list of big-endian 32-bit cells. */
    FlatDeviceTree cells(String name, int... cells) {
        header(name, cells.length * 4);
        for (int cell : cells) {
            word(cell);
        }
        return this;
    }

    /** Pairs of 64-bit numbers, or one: each is two cells. */
    FlatDeviceTree cells64(String name, long... numbers) {
        int[] cells = new int[numbers.length * 2];
        for (int i = 0; i < numbers.length; i++) {
            cells[2 * i] = (int) (numbers[i] >>> 32);
            cells[2 * i + 1] = (int) numbers[i];
        }
        return cells(name, cells);
    }

    /** A string, or a list of strings. */
    FlatDeviceTree text(String name, String... values) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (String each : values) {
            value.writeBytes(terminated(each));
        }
        return bytes(name, value.toByteArray());
    }

    private FlatDeviceTree bytes(String name, byte... value) {
        header(name, value.length);
        padded(value);
        return this;
    }

    private void header(String name, int length) {
        word(PROP);
        word(length);
        word(stringOffsets.computeIfAbsent(name, key -> {
            int offset = strings.size();
            strings.writeBytes(terminated(key));
            return offset;
        }));
    }

    /** The whole blob, after the root has been ended. */
    byte[] toBlob() {
        word(END);
        byte[] structure = structBytes.toByteArray();
        int structureOffset = HEADER_SIZE + RESERVATIONS_SIZE;
        int stringsOffset = structureOffset + structure.length;
        int total = (stringsOffset + strings.size() + 7) & -8;
        int[] header = {
            MAGIC,
            total,
            structureOffset,
            stringsOffset,
            HEADER_SIZE,
            VERSION,
            LAST_COMPATIBLE_VERSION,
            0, // boot_cpuid_phys
            strings.size(),
            structure.length
        };
        ByteArrayOutputStream blob = new ByteArrayOutputStream(total);
        for (int each : header) {
            blob.writeBytes(new byte[] {(byte) (each >>> 24), (byte) (each >>> 16), (byte) (each >>> 8), (byte) each});
        }
        blob.writeBytes(new byte[RESERVATIONS_SIZE]);
        blob.writeBytes(structure);
        blob.writeBytes(strings.toByteArray());
        blob.writeBytes(new byte[total - blob.size()]);
        return blob.toByteArray();
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private void padded(byte[] value) {
        try {
            struct.write(value);
            struct.write(new byte[-value.length & 3]);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory", e);
        }
    }

    private void word(int value) {
        try {
            struct.writeInt(value);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory", e);
        }
    }
}
