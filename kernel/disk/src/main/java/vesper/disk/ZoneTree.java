package vesper.disk;

import java.io.IOException;
import java.util.BitSet;

/**
 * Where the blocks of one file lie: seven direct zones, and three tables of one, two and three levels. A block that is
 * a hole has zone 0, and so has a table of nothing but holes.
 */
final class ZoneTree {
    private final BitSet blocks;

    /** @param blocks those of the file that aren't holes */
    ZoneTree(BitSet blocks) {
        this.blocks = blocks;
    }

    /** Takes what a zone shall hold, and returns the zone's number. */
    interface Sink {
        int data(int block) throws IOException, BadTree;

        int table(int[] zones) throws IOException, BadTree;
    }

    /** How many zones it takes, tables included. */
    long zones() {
        long[] count = {0};
        try {
            lay(new Sink() {
                @Override
                public int data(int block) {
                    count[0]++;
                    return 1;
                }

                @Override
                public int table(int[] zones) {
                    count[0]++;
                    return 1;
                }
            });
        } catch (IOException | BadTree e) {
            throw new AssertionError(e);
        }
        return count[0];
    }

    /** Hands over each block that isn't a hole, in order, each table after what it lists; returns {@code i_zone}. */
    int[] lay(Sink sink) throws IOException, BadTree {
        int[] zones = new int[Minix3.DIRECT + Minix3.INDIRECTIONS];
        long first = 0;
        for (int i = 0; i < zones.length; i++) {
            int depth = Math.max(0, i - Minix3.DIRECT + 1);
            zones[i] = tree(sink, depth, first);
            first += blocksUnder(depth);
        }
        return zones;
    }

    private int tree(Sink sink, int depth, long first) throws IOException, BadTree {
        int next = first > Integer.MAX_VALUE ? -1 : blocks.nextSetBit((int) first);
        if (next < 0 || next >= first + blocksUnder(depth)) {
            return 0;
        }
        if (depth == 0) {
            return sink.data((int) first);
        }
        int[] table = new int[Minix3.ZONES_PER_TABLE];
        for (int i = 0; i < table.length; i++) {
            table[i] = tree(sink, depth - 1, first + i * blocksUnder(depth - 1));
        }
        return sink.table(table);
    }

    private static long blocksUnder(int depth) {
        return switch (depth) {
            case 0 -> 1;
            case 1 -> Minix3.ZONES_PER_TABLE;
            case 2 -> (long) Minix3.ZONES_PER_TABLE * Minix3.ZONES_PER_TABLE;
            default -> (long) Minix3.ZONES_PER_TABLE * Minix3.ZONES_PER_TABLE * Minix3.ZONES_PER_TABLE;
        };
    }
}
