package vesper.machine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes device trees that somebody might have written, and spoils some of them. */
final class RandomTree {
    private static final String[] NODES = {
        "soc", "cpus", "cpu@0", "memory@80000000", "chosen", "aliases", "x", "chosen@1"
    };
    private static final String[] PROPERTIES = {
        "reg",
        "compatible",
        "status",
        "bootargs",
        "linux,initrd-start",
        "linux,initrd-end",
        "stdout-path",
        "#address-cells"
    };
    private static final int DEEPEST = 4;
    private static final int LONGEST_VALUE = 40;
    private static final int HEADER = 40;

    /** Sizes, offsets, tokens and near them. */
    private static final int[] WORDS = {0, 1, 2, 3, 4, 9, 15, 16, 17, 18, 40, 0x38, 0x1000, Integer.MAX_VALUE, -1, -4};

    private final FlatDeviceTree tree = new FlatDeviceTree();
    private final RandomGenerator random;

    private RandomTree(RandomGenerator random) {
        this.random = random;
    }

    /** Whole. */
    static byte[] whole(RandomGenerator random) {
        return new RandomTree(random).write();
    }

    /** The same with some bytes or words changed, or cut off. */
    static byte[] spoilt(byte[] whole, RandomGenerator random) {
        byte[] blob = whole.clone();
        ByteBuffer words = ByteBuffer.wrap(blob);
        int reach = random.nextInt(3) == 0 ? HEADER : blob.length;
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            if (random.nextBoolean()) {
                blob[random.nextInt(reach)] = (byte) random.nextInt();
            } else {
                words.putInt(4 * random.nextInt(reach / 4), WORDS[random.nextInt(WORDS.length)]);
            }
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(blob, 1 + random.nextInt(blob.length)) : blob;
    }

    private byte[] write() {
        tree.begin("");
        properties();
        boolean chosenLast = random.nextBoolean();
        boolean chosen = random.nextInt(10) != 0;
        if (chosen && !chosenLast) {
            chosen();
        }
        for (int nodes = random.nextInt(4); nodes > 0; nodes--) {
            node(2, nodes);
        }
        if (chosen && chosenLast) {
            chosen();
        }
        tree.end();
        byte[] reservations = new byte[16 * (1 + random.nextInt(3))];
        for (int at = 0; at < reservations.length - 16; at += 8) {
            ByteBuffer.wrap(reservations).putLong(at, 0x8000_0000L + random.nextInt());
        }
        byte[] blob = tree.toBlob(reservations, random.nextInt(4));
        if (random.nextInt(8) == 0) {
            ByteBuffer.wrap(blob).putInt(20, 16); // an older version, without the last word of the header
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(blob, blob.length + random.nextInt(64)) : blob;
    }

    private void chosen() {
        tree.begin("chosen");
        properties();
        if (random.nextInt(4) == 0) {
            node(DEEPEST, 0);
        }
        tree.end();
    }

    private void node(int depth, int number) {
        String name = NODES[random.nextInt(NODES.length)];
        tree.begin(random.nextBoolean() ? name + number : "n@" + Integer.toHexString(random.nextInt(16) << 4 | number));
        properties();
        for (int nodes = depth < DEEPEST ? random.nextInt(3) : 0; nodes > 0; nodes--) {
            node(depth + 1, nodes);
        }
        tree.end();
    }

    /** Each at most once. */
    private void properties() {
        for (String property : PROPERTIES) {
            if (random.nextInt(4) == 0) {
                byte[] value = new byte[random.nextInt(LONGEST_VALUE)];
                random.nextBytes(value);
                tree.bytes(property, value);
            }
        }
    }
}
