package vesper.disk;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text files of the bundled disk: together they need every kind of zone, and holes of every kind. Each line of those
 * in {@code texts} is 64 bytes long and says where it stands, so that a reader who lands in the wrong zone can see it.
 */
public final class SampleDisk {
    private static final int LINE_BYTES = 64;
    private static final int LINES_PER_BLOCK = Minix3.BLOCK / LINE_BYTES;

    private static final long FIRST_SINGLE = Minix3.DIRECT;
    private static final long FIRST_DOUBLE = FIRST_SINGLE + Minix3.ZONES_PER_TABLE;
    private static final long FIRST_TRIPLE = FIRST_DOUBLE + (long) Minix3.ZONES_PER_TABLE * Minix3.ZONES_PER_TABLE;

    private static final String WELCOME = """
            Welcome to Vesper's disk, a Minix 3 file system.

            texts/direct.txt  fits into the seven direct zones
            texts/single.txt  needs the single indirect zone
            texts/double.txt  needs the double indirect zone
            texts/triple.txt  is 70 MB long, needs the triple indirect zone, and is mostly a hole
            texts/holes.txt   has a hole after each block, and one at its end
            """;

    private SampleDisk() {}

    /** The files by path; the same at every call. */
    public static SortedMap<String, SparseFile> files() {
        SortedMap<String, SparseFile> files = new TreeMap<>();
        files.put("welcome.txt", new SparseFile().put(0, WELCOME));
        files.put("texts/direct.txt", lines(new SparseFile(), "direct.txt", 0, 100));
        files.put("texts/single.txt", lines(new SparseFile(), "single.txt", 0, 1_603));
        files.put("texts/double.txt", lines(new SparseFile(), "double.txt", 0, 4_805));
        files.put("texts/triple.txt", triple());
        files.put("texts/holes.txt", holes());
        return Collections.unmodifiableSortedMap(files);
    }

    /** An image to be, with all of them. */
    public static MinixImageBuilder builder() throws BadTree {
        MinixImageBuilder builder = MinixImage.builder();
        for (var file : files().entrySet()) {
            builder.file(file.getKey(), file.getValue());
        }
        return builder;
    }

    /** Islands of text at both sides of each border between kinds of zones, holes between them. */
    private static SparseFile triple() {
        SparseFile file = new SparseFile();
        for (long block : new long[] {0, FIRST_SINGLE, FIRST_DOUBLE, FIRST_TRIPLE, FIRST_TRIPLE + 2_000}) {
            long before = Math.max(0, block - 1);
            lines(file, "triple.txt", before * LINES_PER_BLOCK, 2 * LINES_PER_BLOCK);
        }
        return file.grow(70_000_000);
    }

    private static SparseFile holes() {
        SparseFile file = new SparseFile();
        for (long block = 0; block < 20; block += 2) {
            lines(file, "holes.txt", block * LINES_PER_BLOCK, LINES_PER_BLOCK);
        }
        return file.grow(30_000);
    }

    private static SparseFile lines(SparseFile file, String name, long first, int count) {
        for (long line = first; line < first + count; line++) {
            long position = line * LINE_BYTES;
            String text = String.format(
                    Locale.ROOT, "%-10s line %7d, byte %8d, %s", name, line, position, kind(position / Minix3.BLOCK));
            file.put(position, String.format(Locale.ROOT, "%-" + (LINE_BYTES - 1) + "s\n", text));
        }
        return file;
    }

    private static String kind(long block) {
        if (block < FIRST_SINGLE) {
            return "direct";
        }
        if (block < FIRST_DOUBLE) {
            return "single indirect";
        }
        return block < FIRST_TRIPLE ? "double indirect" : "triple indirect";
    }
}
