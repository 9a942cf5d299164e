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
 *   | memory reservations   |  pairs of address and size; zeros end them
 *   +-----------------------+ 0x38, if there are none
 *   | structure block       |  tokens and values, each aligned to 4
 *   +-----------------------+
 *   | strings block         |  names of properties
 *   +-----------------------+
 * </pre>
 */
final class FlatDeviceTree {
    static final int MAGIC = 0xd00d_feed;
    static final int VERSION = 17;
    static final int LAST_COMPATIBLE_VERSION = 16;
    static final int HEADER_SIZE = 40;
    static final int RESERVATION_SIZE = 16;

    static final int BEGIN_NODE = 1;
    static final int END_NODE = 2;
    static final int PROP = 3;
    static final int NOP = 4;
    static final int END = 9;

    private final ByteArrayOutputStream structBytes = new ByteArrayOutputStream();
    private final DataOutputStream struct = new DataOutputStream(structBytes);
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();

    /** Opens a node inside the one open now; the first is the root, with the empty name. */
    FlatDeviceTree begin(String name) {
        word(BEGIN_NODE);
        padded(terminatedName(name));
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

    FlatDeviceTree bytes(String name, byte... value) {
        header(name, value.length);
        padded(value);
        return this;
    }

    private void header(String name, int length) {
        word(PROP);
        word(length);
        word(stringOffsets.computeIfAbsent(name, key -> {
            int offset = strings.size();
            strings.writeBytes(terminatedName(key));
            return offset;
        }));
    }

    /** The whole blob, after the root has been ended. */
    byte[] toBlob() {
        return toBlob(new byte[RESERVATION_SIZE], 0);
    }

    /**
     * The whole blob, after the root has been ended.
     *
     * @param reservations the memory reservations with their end
     * @param bootHart {@code boot_cpuid_phys}
     */
    byte[] toBlob(byte[] reservations, int bootHart) {
        word(END);
        byte[] structure = structBytes.toByteArray();
        int structureOffset = HEADER_SIZE + reservations.length;
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
            bootHart,
            strings.size(),
            structure.length
        };
        ByteArrayOutputStream blob = new ByteArrayOutputStream(total);
        for (int each : header) {
            blob.writeBytes(new byte[] {(byte) (each >>> 24), (byte) (each >>> 16), (byte) (each >>> 8), (byte) each});
        }
        blob.writeBytes(reservations);
        blob.writeBytes(structure);
        blob.writeBytes(strings.toByteArray());
        blob.writeBytes(new byte[total - blob.size()]);
        return blob.toByteArray();
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** A name is ASCII; one that was read from elsewhere keeps its bytes, whatever they are. */
    private static byte[] terminatedName(String name) {
        return (name + "\0").getBytes(StandardCharsets.ISO_8859_1);
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
