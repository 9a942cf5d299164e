package vesper.boot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@code -device} can be, and the keys of each. */
enum Driver {
    BLOCK("virtio-blk-device", "Storage devices", ", bus virtio-bus"),
    LOADER("loader", "Misc devices", ", desc \"Generic Loader\"");

    private static final String ONE_QUEUE = "the disk has one queue";
    private static final String SECTOR = "a sector has 512 bytes";
    private static final String NO_DISCARD = "the disk has no discard";
    private static final String AT_FLUSH = "what is written is on the host's disk at the guest's flush";
    private static final String REPORTED = "the guest is told of errors";

    private static final List<Key> BLOCK_OWN =
            List.of(Key.text("driver"), Key.text("id"), Key.text("drive"), Key.text("bus"), Key.text("serial"));

    /** What the disk is in any case, and what makes no difference. */
    static final List<Key> BLOCK_FIXED = List.of(
            Key.number("bootindex"),
            Key.off("scsi", Absent.SCSI.text()),
            Key.off("config-wce", "the write cache can't be switched off"),
            Key.words("write-cache", AT_FLUSH, "on", "auto"),
            Key.flag("share-rw"),
            new Key("queue-size", "N", "2|4|8|16|32|64|128|256|512|1024", "a power of two up to 1024"),
            Key.words("num-queues", ONE_QUEUE, "1"),
            Key.words("werror", REPORTED, "auto", "report", "enospc"),
            Key.words("rerror", REPORTED, "auto", "report"),
            Key.words("logical_block_size", SECTOR, "512"),
            Key.words("physical_block_size", SECTOR, "512"),
            Key.number("min_io_size"),
            Key.number("opt_io_size"),
            Key.off("discard", NO_DISCARD),
            Key.off("write-zeroes", "the disk has no write-zeroes"),
            Key.number("discard_granularity"),
            Key.flag("request-merging"),
            Key.off("event_idx", "the queue has no event index"),
            Key.on("indirect_desc", "the queue has indirect descriptors"),
            Key.off("packed", "the queue is a split one"),
            Key.off("iommu_platform", Absent.IOMMU.text()));

    private static final List<Key> LOADER_KEYS = List.of(
            Key.text("driver"),
            Key.text("id"),
            Key.text("file"),
            Key.text("addr"),
            Key.text("data"),
            Key.text("data-len"),
            Key.flag("data-be"),
            Key.text("cpu-num"),
            Key.flag("force-raw"));

    private final String device;
    private final String category;
    private final String details;

    Driver(String device, String category, String details) {
        this.device = device;
        this.category = category;
        this.details = details;
    }

    static @Nullable Driver named(String device) {
        for (Driver each : values()) {
            if (each.device.equals(device)) {
                return each;
            }
        }
        return null;
    }

    static List<String> names() {
        return List.of(BLOCK.device, LOADER.device);
    }

    List<Key> keys() {
        if (this == LOADER) {
            return LOADER_KEYS;
        }
        List<Key> all = new ArrayList<>(BLOCK_OWN);
        all.addAll(BLOCK_FIXED);
        return all;
    }

    /** Its place in {@code -device help}. */
    String category() {
        return category;
    }

    /** Its line in {@code -device help}, as QEMU's. */
    String line() {
        return "name \"" + device + "\"" + details;
    }
}
