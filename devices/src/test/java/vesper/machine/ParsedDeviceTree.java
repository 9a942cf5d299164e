package vesper.machine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a flattened device tree back, independently of the writer: path of a property to its bytes. */
final class ParsedDeviceTree {
    private final Map<String, byte[]> properties = new LinkedHashMap<>();
    private final ByteBuffer blob;

    ParsedDeviceTree(byte[] bytes) {
        blob = ByteBuffer.wrap(bytes);
        check(blob.getInt(0) == 0xd00dfeed, "magic");
        check(blob.getInt(4) == bytes.length, "totalsize");
        check(blob.getInt(20) == 17, "version");
        check(blob.getInt(24) <= 17, "last compatible version");
        check(blob.getLong(blob.getInt(16)) == 0 && blob.getLong(blob.getInt(16) + 8) == 0, "reservations end");
        int strings = blob.getInt(12);
        blob.position(blob.getInt(8));
        Deque<String> path = new ArrayDeque<>();
        while (true) {
            int token = blob.getInt();
            switch (token) {
                case 1 -> {
                    String name = stringAt(blob.position());
                    skip(name.length() + 1);
                    path.addLast(name);
                    properties.put(String.join("/", path) + "/", new byte[0]);
                }
                case 2 -> path.removeLast();
                case 3 -> {
                    int length = blob.getInt();
                    check(length >= 0 && length <= blob.remaining(), "length of a property");
                    byte[] value = new byte[length];
                    String name = stringAt(strings + blob.getInt());
                    blob.get(value);
                    skip(0);
                    properties.put(String.join("/", path) + "/" + name, value);
                }
                case 4 -> {}
                case 9 -> {
                    check(path.isEmpty(), "all nodes ended");
                    check(blob.position() == blob.getInt(8) + blob.getInt(36), "structure size");
                    return;
                }
                default -> throw new AssertionError("token " + token);
            }
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private void skip(int bytes) {
        blob.position((blob.position() + bytes + 3) & -4);
    }

    private String stringAt(int at) {
        int end = at;
        while (blob.get(end) != 0) {
            end++;
        }
        return new String(blob.array(), at, end - at, StandardCharsets.ISO_8859_1); // a byte is a character
    }

    boolean has(String path) {
        return properties.containsKey(path);
    }

    String text(String path) {
        byte[] value = value(path);
        check(value.length > 0 && value[value.length - 1] == 0, path + " is no string");
        return new String(value, 0, value.length - 1, StandardCharsets.UTF_8);
    }

    int[] cells(String path) {
        int[] cells = new int[value(path).length / 4];
        ByteBuffer.wrap(value(path)).asIntBuffer().get(cells);
        return cells;
    }

    long number(String path, int index) {
        return ByteBuffer.wrap(value(path)).getLong(index * 8);
    }

    long nodes(String prefix) {
        return properties.keySet().stream()
                .filter(path -> path.startsWith(prefix) && path.indexOf('/', prefix.length()) == path.length() - 1)
                .count();
    }

    /** All nodes, which end in a slash, and properties. */
    Map<String, byte[]> properties() {
        return properties;
    }

    private byte[] value(String path) {
        byte[] value = properties.get(path);
        if (value == null) {
            throw new AssertionError("no " + path);
        }
        return value;
    }
}
