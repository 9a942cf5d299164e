package vesper.kernel.fs;

/** What can be wrong with a disk or a request. A result that may be one is a {@code long}, negative if it is. */
public enum FsError {
    DEVICE(1, "the device can't be read"),
    NO_MEMORY(2, "no memory for scratch blocks"),
    TOO_SMALL(3, "the disk is too small to hold a file system"),
    BAD_MAGIC(4, "no Minix 3 file system: the magic number is wrong"),
    BAD_BLOCK_SIZE(5, "the block size isn't 1024"),
    BAD_GEOMETRY(6, "corrupt: the superblock's numbers contradict each other"),
    TRUNCATED(7, "truncated: the disk is smaller than its file system"),
    NO_INODE(8, "no such inode"),
    BAD_ZONE(9, "corrupt: a zone number is out of range"),
    ZONE_LOOP(10, "corrupt: an indirect zone contains itself"),
    BAD_SIZE(11, "corrupt: a file is larger than it can be"),
    NOT_FOUND(12, "no such file"),
    NOT_A_DIRECTORY(13, "not a directory"),
    NOT_MOUNTED(14, "no file system is mounted");

    private static final FsError[] ALL = values();

    private final int number;
    private final String text;

    FsError(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The error as a negative result. */
    public long result() {
        return -number;
    }

    /** The error that a negative result is. */
    public static FsError of(long result) {
        return ALL[(int) (-result - 1)];
    }

    /** For a person. */
    public String text() {
        return text;
    }
}
