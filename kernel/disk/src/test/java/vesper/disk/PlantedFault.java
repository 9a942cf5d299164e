package vesper.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Mistakes that a writer of images could make. */
enum PlantedFault {
    INODE_BITMAP_LACKS_ONE(image -> flip(image, 2 * 1024, 2)),
    INODE_BITMAP_HAS_ONE_MORE(image -> flip(image, 2 * 1024, 10)),
    INODE_BITMAP_WITHOUT_BIT_0(image -> flip(image, 2 * 1024, 0), false),
    INODE_BITMAP_TAIL_CLEAR(image -> flip(image, 2 * 1024, 8191), false),
    ZONE_BITMAP_LACKS_ONE(image -> flip(image, 3 * 1024, 2)),
    ZONE_BITMAP_HAS_ONE_MORE(image -> flip(image, 3 * 1024, 20)),
    ZONE_BITMAP_WITHOUT_BIT_0(image -> flip(image, 3 * 1024, 0), false),
    ZONE_BITMAP_TAIL_CLEAR(image -> flip(image, 3 * 1024, 8191), false),
    MAGIC(image -> image.put(1024 + 24, (byte) 0)),
    FIRST_DATA_ZONE(image -> image.put(1024 + 10, (byte) (image.get(1024 + 10) + 1))),
    LINKS_OF_A_FOLDER(image -> image.put(inode(1) + 2, (byte) 2)),
    LINKS_OF_A_FILE(image -> image.put(inode(3) + 2, (byte) 2)),
    ZONE_USED_TWICE(image -> image.putInt(inode(3) + 28, image.getInt(inode(3) + 24))),
    ZONE_BEYOND_THE_END(image -> image.putInt(inode(3) + 24, 100_000)),
    ZONE_AMONG_THE_INODES(image -> image.putInt(inode(3) + 24, 4)),
    ENTRY_OF_NO_INODE(image -> image.putInt(entry(image, 2), 77)),
    DOT_IS_ELSEWHERE(image -> image.putInt(entry(image, 0), 2)),
    DOT_DOT_IS_ELSEWHERE(image -> image.putInt(entry(image, 1), 2)),
    TWO_ENTRIES_OF_ONE_INODE(image -> image.putInt(entry(image, 3), 2));

    @SuppressWarnings("ImmutableEnumChecker") // all of them are lambdas that capture nothing
    private final Consumer<ByteBuffer> fault;

    private final boolean seenByFsck;

    PlantedFault(Consumer<ByteBuffer> fault) {
        this(fault, true);
    }

    PlantedFault(Consumer<ByteBuffer> fault, boolean seenByFsck) {
        this.fault = fault;
        this.seenByFsck = seenByFsck;
    }

    /** Inode 2 is an empty folder, inode 3 a file of two zones, inode 4 one that needs a table. */
    static byte[] goodImage() throws BadTree {
        return MinixImage.builder()
                .folder("a")
                .file("b", "b".repeat(1500).getBytes(StandardCharsets.UTF_8))
                .file("c", "c".repeat(9000).getBytes(StandardCharsets.UTF_8))
                .build()
                .toBytes();
    }

    /** fsck.minix looks at no bits beyond those of inodes and zones. */
    static List<PlantedFault> seenByFsck() {
        return Stream.of(values()).filter(fault -> fault.seenByFsck).toList();
    }

    void plant(byte[] image) {
        fault.accept(ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static void flip(ByteBuffer image, int at, int bit) {
        image.put(at + bit / 8, (byte) (image.get(at + bit / 8) ^ (1 << (bit % 8))));
    }

    private static int inode(int number) {
        return 4 * 1024 + (number - 1) * 64;
    }

    private static int entry(ByteBuffer image, int index) {
        return image.getInt(inode(1) + 24) * 1024 + index * 64;
    }
}
