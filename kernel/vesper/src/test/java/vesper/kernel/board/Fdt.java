package vesper.kernel.board;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a flattened device tree. */
public final class Fdt {
    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

    /** The tree of a {@code virt} board. */
    public static byte[] board(long ram, long size, int harts) {
        Fdt fdt = new Fdt();
        fdt.begin("");
        fdt.property("#address-cells", word(2));
        fdt.begin("chosen").property("reg", word(7)).end();
        fdt.begin("memory@80000000");
        fdt.property("device_type", "memory\0".getBytes(StandardCharsets.UTF_8));
        fdt.property("reg", ByteBuffer.allocate(16).putLong(ram).putLong(size).array());
        fdt.end();
        fdt.begin("cpus").property("timebase-frequency", word(10_000_000));
        for (int i = 0; i < harts; i++) {
            fdt.begin("cpu@" + i).property("reg", word(i)).end();
        }
        fdt.begin("cpu-map").end();
        fdt.end();
        return fdt.end().blob();
    }

    Fdt begin(String name) {
        structure.writeBytes(word(1));
        structure.writeBytes(padded((name + "\0").getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    Fdt property(String name, byte[] value) {
        structure.writeBytes(word(3));
        structure.writeBytes(word(value.length));
        structure.writeBytes(word(strings.size()));
        structure.writeBytes(padded(value));
        strings.writeBytes((name + "\0").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Fdt end() {
        structure.writeBytes(word(2));
        return this;
    }

    private byte[] blob() {
        structure.writeBytes(word(9));
        int header = 40;
        int size = header + structure.size() + strings.size();
        ByteBuffer blob = ByteBuffer.allocate(size);
        blob.putInt(0xd00d_feed).putInt(size).putInt(header).putInt(header + structure.size());
        blob.position(header);
        blob.put(structure.toByteArray()).put(strings.toByteArray());
        return blob.array();
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] padded(byte[] bytes) {
        byte[] padded = new byte[(bytes.length + 3) & -4];
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        return padded;
    }
}
