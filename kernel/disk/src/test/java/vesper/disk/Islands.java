package vesper.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of text islands in a sea of zeros, as a plain model: the later island wins. */
record Islands(List<Island> islands, long tail) {
    /** Bytes that follow from a seed, none of them zero. */
    record Island(long position, int length, long seed) {
        byte[] bytes() {
            Random random = new Random(seed);
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (1 + random.nextInt(255));
            }
            return bytes;
        }
    }

    long size() {
        return islands.stream()
                        .mapToLong(island -> island.position() + island.length())
                        .max()
                        .orElse(0)
                + tail;
    }

    SparseFile inMemory() {
        SparseFile file = new SparseFile();
        islands.forEach(island -> file.put(island.position(), island.bytes()));
        return file.grow(size());
    }

    void write(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size());
            for (Island island : islands) {
                file.seek(island.position());
                file.write(island.bytes());
            }
        }
    }

    /** The blocks that aren't all zeros. */
    SortedMap<Long, byte[]> blocks() {
        SortedMap<Long, byte[]> blocks = new TreeMap<>();
        for (Island island : islands) {
            byte[] bytes = island.bytes();
            for (int i = 0; i < bytes.length; i++) {
                long at = island.position() + i;
                blocks.computeIfAbsent(at / 1024, block -> new byte[1024])[(int) (at % 1024)] = bytes[i];
            }
        }
        return blocks;
    }
}
