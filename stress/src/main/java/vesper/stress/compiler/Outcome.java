package vesper.stress.compiler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import vesper.stress.compiler.guest.Slot;

/**
 * What a part of a program did.
 *
 * @param end how it ended, as a person reads it: "ended", or the line and why it failed
 */
record Outcome(List<Point> points, String end) {
    static final String ENDED = "ended";
    static final String UNFINISHED = "did not finish";

    private static final int BREAKPOINT = 3;

    /** A value and the number of the place that gave it. */
    record Point(long number, long value) {
        @Override
        public String toString() {
            return "point " + number + ": 0x" + Long.toHexString(value);
        }
    }

    Outcome {
        points = List.copyOf(points);
    }

    /**
     * Reads a slot.
     *
     * @param text what text there is at an address of the guest
     */
    static Outcome of(byte[] slot, LongFunction<String> text) {
        ByteBuffer bytes = ByteBuffer.wrap(slot).order(ByteOrder.LITTLE_ENDIAN);
        return new Outcome(points(bytes), end(bytes, text));
    }

    private static List<Point> points(ByteBuffer bytes) {
        List<Point> points = new ArrayList<>();
        long count = Math.clamp(bytes.getLong(Slot.COUNT), 0, Slot.MOST_POINTS);
        for (int i = 0; i < count; i++) {
            int at = Slot.POINTS + 16 * i;
            points.add(new Point(bytes.getLong(at), bytes.getLong(at + 8)));
        }
        return points;
    }

    private static String end(ByteBuffer bytes, LongFunction<String> text) {
        long state = bytes.getLong(Slot.STATE);
        if (state == Slot.ENDED) {
            return ENDED;
        }
        if (state != Slot.TRAPPED) {
            return UNFINISHED;
        }
        long cause = bytes.getLong(Slot.CAUSE);
        long message = bytes.getLong(Slot.MESSAGE);
        String where = text.apply(bytes.getLong(Slot.FILE)) + ":" + bytes.getLong(Slot.LINE);
        return cause == BREAKPOINT && message != 0
                ? failed(where, text.apply(message))
                : "trap %d at pc 0x%x, %s".formatted(cause, bytes.getLong(Slot.PC), where);
    }

    /** How the end of a part that panicked is written. */
    static String failed(String where, String why) {
        return where + ": " + why;
    }

    /** What is the first thing that differs, or the empty string. */
    String difference(Outcome other) {
        int common = Math.min(points.size(), other.points.size());
        for (int i = 0; i < common; i++) {
            if (!points.get(i).equals(other.points.get(i))) {
                return points.get(i) + " against " + other.points.get(i);
            }
        }
        if (!end.equals(other.end) || points.size() != other.points.size()) {
            return "after %d points %s, against %s after %d"
                    .formatted(points.size(), end, other.end, other.points.size());
        }
        return "";
    }
}
