package vesper.machine;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * For tests elsewhere: what a flattened device tree says, read by the letter of Devicetree Specification 0.4, chapter 5: a
 * sorted line for each node, property and reservation.
 */
public final class TreeText {
    private final List<String> lines = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final ByteBuffer blob;
    private final ByteBuffer structure;
    private final BitSet used = new BitSet();
    private boolean rooted;

    private TreeText(byte[] bytes) {
        check(bytes.length >= 40, "a header");
        blob = ByteBuffer.wrap(bytes);
        check(blob.getInt(0) == 0xd00d_feed, "magic");
        check(blob.getInt(20) >= 16 && blob.getInt(24) <= 17 && blob.getInt(24) <= blob.getInt(20), "version");
        blob.limit(number(4));
        boolean sized = blob.getInt(20) >= 17;
        int start = number(8);
        structure = blob.slice(start, sized ? number(36) : blob.limit() - start);
    }

    /**
     * The lines.
     *
     * @throws RuntimeException if it is broken
     */
    public static List<String> of(byte[] blob) {
        TreeText text = new TreeText(blob);
        text.lines.add("boot hart " + text.blob.getInt(28));
        text.reservations();
        text.nodes();
        Collections.sort(text.lines);
        return text.lines;
    }

    /** Whether it can be read. */
    static boolean isWhole(byte[] blob) {
        try {
            return !of(blob).isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** An offset or a size in the blob. */
    private int number(int at) {
        int number = blob.getInt(at);
        check(number >= 0, "a number at " + at);
        return number;
    }

    /** No two blocks have a byte in common. */
    private void block(int start, int end) {
        check(start >= 40 && used.get(start, end).isEmpty(), "a block of its own");
        used.set(start, end);
    }

    private void reservations() {
        int at = number(16);
        for (; blob.getLong(at) != 0 || blob.getLong(at + 8) != 0; at += 16) {
            lines.add("reserved %x %x".formatted(blob.getLong(at), blob.getLong(at + 8)));
        }
        block(number(16), at + 16);
        block(number(12), number(12) + number(32));
    }

    private void nodes() {
        int token = structure.getInt();
        while (token != 9) {
            switch (token) {
                case 1 -> begin();
                case 2 -> path.removeLast();
                case 3 -> property();
                default -> check(token == 4, "token " + token);
            }
            token = structure.getInt();
        }
        check(path.isEmpty() && rooted, "all nodes ended");
        block(number(8), number(8) + structure.position());
    }

    private void begin() {
        check(!rooted || !path.isEmpty(), "one root");
        rooted = true;
        String name = string(structure, structure.position());
        structure.position(structure.position() + name.length() + 1);
        align();
        path.addLast(name);
        lines.add(String.join("/", path) + "/");
    }

    private void property() {
        check(!path.isEmpty(), "a property in a node");
        int length = structure.getInt();
        check(length >= 0 && length <= structure.remaining(), "a property's length");
        byte[] value = new byte[length];
        String name = string(blob.slice(number(12), number(32)), structure.getInt());
        structure.get(value);
        align();
        lines.add(String.join("/", path) + "/" + name + " " + HexFormat.of().formatHex(value));
    }

    private void align() {
        structure.position((structure.position() + 3) & -4);
    }

    private static String string(ByteBuffer from, int start) {
        StringBuilder text = new StringBuilder();
        for (int at = start; from.get(at) != 0; at++) {
            text.append((char) (from.get(at) & 0xff));
        }
        return text.toString();
    }
}
