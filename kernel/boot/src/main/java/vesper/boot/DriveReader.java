package vesper.boot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vesper.machine.Disk;
import vesper.machine.MemoryMap;

/**
 * Reads {@code -drive} and its short forms, and puts disks into slots: first each drive that a {@code -device} names, where
 * that wants it; then of the others those that don't say {@code if=none}.
 *
 * <p>Slots are given out as QEMU does: each device without {@code bus} gets the highest free one, so the first is at
 * 0x10008000.
 */
final class DriveReader {
    private static final String AT_FLUSH =
            "what is written is on the host's disk at the guest's flush: " + "writeback, none and unsafe are known";
    private static final String REPORTED = "the guest is told of errors";
    private static final String RAW = "raw is known; qemu-img convert -O raw makes such an image";

    private static final List<String> KINDS = List.of("none", "virtio");

    static final List<Key> KEYS = List.of(
            Key.text("file"),
            Key.words("if", "", KINDS.toArray(String[]::new)),
            Key.words("format", RAW, "raw"),
            Key.words("driver", RAW, "raw"),
            Key.text("id"),
            Key.number("index"),
            Key.number("bus"),
            Key.number("unit"),
            Key.words("media", "", "disk", "cdrom"),
            Key.flag("readonly"),
            Key.flag("read-only"),
            Key.flag("auto-read-only"),
            Key.flag("snapshot"),
            Key.words("cache", AT_FLUSH, "writeback", "none", "unsafe"),
            Key.on("cache.writeback", AT_FLUSH),
            Key.flag("cache.direct"),
            Key.flag("cache.no-flush"),
            Key.words("aio", "", "threads", "native", "io_uring"),
            Key.words("discard", "", "ignore", "off", "unmap", "on"), // the guest is offered none
            Key.words("detect-zeroes", "", "off", "on", "unmap"),
            Key.flag("copy-on-read"), // a raw image has nothing to copy from
            Key.words("werror", REPORTED, "report", "enospc"),
            Key.words("rerror", REPORTED, "report"),
            Key.flag("force-share"),
            Key.words("file.locking", "", "on", "off", "auto"),
            Key.text("node-name"));

    private static final Set<Word> DRIVES = EnumSet.of(Word.HDA, Word.HDB, Word.HDC, Word.HDD, Word.CDROM, Word.DRIVE);

    private static final Pattern BUS = Pattern.compile("virtio-mmio-bus\\.([0-7])");
    private static final int LONGEST_SERIAL = 20;
    private static final int MOST_UNITS = 999;

    /** @param attached whether it is in a slot */
    private record Drive(KeyValues keys, boolean attached) {}

    private final Map<String, Drive> drives = new LinkedHashMap<>();
    private final Map<String, KeyValues> withoutDevice = new LinkedHashMap<>();
    private final Set<String> places = new HashSet<>();
    private final @Nullable Disk[] slots = new @Nullable Disk[MemoryMap.VIRTIO_SLOTS];
    private final boolean legacyVirtio;
    private final boolean snapshotAll;

    /** Reads all that the words say of disks; {@code devices} are the disks among the {@code -device}. */
    DriveReader(CommandLineReader words, List<KeyValues> devices) throws UsageError {
        snapshotAll = words.has(Word.SNAPSHOT);
        legacyVirtio = GlobalReader.legacyVirtio(words.all(Word.GLOBAL));
        Set<String> wanted =
                devices.stream().map(device -> device.get("drive").orElse("")).collect(Collectors.toSet());
        for (CommandLineReader.Given given : words.all(DRIVES)) {
            drive(given.word(), given.value(), wanted);
        }
        for (KeyValues device : devices) {
            device(device);
        }
        for (Map.Entry<String, KeyValues> each : withoutDevice.entrySet()) {
            attach(each.getKey(), each.getValue(), Optional.empty(), "");
        }
        for (Drive drive : drives.values()) {
            checkThatItIsThere(drive);
        }
    }

    boolean legacyVirtio() {
        return legacyVirtio;
    }

    List<Disk> disks() {
        return Arrays.stream(slots).filter(disk -> disk != null).toList();
    }

    /** Whether nothing is said of disks: then the bundled kernel has its own. */
    boolean areNotSpokenOf() {
        return drives.isEmpty();
    }

    /** As on QEMU a short form is a drive with an index. */
    private void drive(Word word, String value, Set<String> wanted) throws UsageError {
        String more = switch (word) {
            case HDA -> "index=0";
            case HDB -> "index=1";
            case HDC -> "index=2";
            case HDD -> "index=3";
            case CDROM -> "index=2,media=cdrom";
            default -> "";
        };
        String text = more.isEmpty() ? value : "file=" + value.replace(",", ",,") + ",format=raw," + more;
        drive(new KeyValues(word.dashed(), text, ""), wanted);
    }

    private void drive(KeyValues keys, Set<String> wanted) throws UsageError {
        String kind = keys.get("if").orElse("");
        if (!kind.isEmpty() && !KINDS.contains(kind)) {
            Absent.refuse(keys, "if");
        }
        keys.only(KEYS);
        refuseTwoNames(keys, "readonly", "read-only");
        refuseTwoNames(keys, "format", "driver");
        if (keys.get("file").isEmpty()) {
            throw keys.error("file= is missing");
        }
        String named = kind.isEmpty() ? "none" : kind; // QEMU's default for this board
        int unit = unit(keys, named);
        String id = keys.get("id").orElse(named + unit);
        boolean attached = kind.equals("virtio") || (kind.isEmpty() && !wanted.contains(id));
        if (drives.putIfAbsent(id, new Drive(keys, attached)) != null) {
            throw keys.error("there is a drive with id " + id + " already");
        }
        if (attached) {
            withoutDevice.put(id, keys);
        }
    }

    private static void refuseTwoNames(KeyValues keys, String name, String other) throws UsageError {
        if (keys.get(name).isPresent() && keys.get(other).isPresent()) {
            throw keys.error(name + " and " + other + " are the same: one of them is enough");
        }
    }

    /** The drive's place among those of its kind, which no other has: a name for it if it has none. */
    private int unit(KeyValues keys, String kind) throws UsageError {
        Optional<Integer> index = keys.number("index", 0, MOST_UNITS);
        Optional<Integer> bus = keys.number("bus", 0, MOST_UNITS);
        Optional<Integer> unit = keys.number("unit", 0, MOST_UNITS);
        if (index.isPresent() && (bus.isPresent() || unit.isPresent())) {
            throw keys.error("index is a place, and so are bus and unit: one of them is enough");
        }
        String onBus = kind + bus.orElse(0) + " ";
        Optional<Integer> wanted = index.or(() -> unit);
        if (wanted.isPresent()) {
            if (!places.add(onBus + wanted.get())) {
                throw keys.error("there is a drive with " + (index.isPresent() ? "index " : "unit ") + wanted.get()
                        + " already");
            }
            return wanted.get();
        }
        int free = 0;
        while (!places.add(onBus + free)) {
            free++;
        }
        return free;
    }

    private void device(KeyValues keys) throws UsageError {
        String drive = keys.get("drive").orElse("");
        Drive found = drives.get(drive);
        if (found == null) {
            throw keys.error(
                    drive.isEmpty()
                            ? "drive= is missing"
                            : "there is no drive " + drive + NearestWord.hint(drive, drives.keySet()));
        }
        if (found.attached) {
            throw keys.error("drive " + drive + " is attached already");
        }
        drives.put(drive, new Drive(found.keys, true));
        attach(drive, found.keys, bus(keys), serial(keys));
    }

    /** Cut as QEMU does, but not within a character. */
    private static String serial(KeyValues device) {
        String serial = device.get("serial").orElse("");
        while (serial.getBytes(StandardCharsets.UTF_8).length > LONGEST_SERIAL) {
            serial = serial.substring(0, serial.offsetByCodePoints(serial.length(), -1));
        }
        return serial;
    }

    private Optional<Integer> bus(KeyValues device) throws UsageError {
        Optional<String> bus = device.get("bus");
        if (bus.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = BUS.matcher(bus.get());
        if (!matcher.matches()) {
            throw device.error("unknown bus " + bus.get() + "; there are virtio-mmio-bus.0 to virtio-mmio-bus.7");
        }
        int slot = Integer.parseInt(matcher.group(1));
        if (slots[slot] != null) {
            throw device.error(bus.get() + " is taken");
        }
        return Optional.of(slot);
    }

    private void attach(String id, KeyValues drive, Optional<Integer> wanted, String serial) throws UsageError {
        int slot = wanted.orElse(MemoryMap.VIRTIO_SLOTS - 1);
        while (slot >= 0 && slots[slot] != null) {
            slot--;
        }
        if (slot < 0) {
            throw drive.error("no virtio-mmio slot is left for drive " + id);
        }
        boolean readOnly = drive.flag("readonly", false)
                || drive.flag("read-only", false)
                || drive.get("media").equals(Optional.of("cdrom"));
        boolean snapshot = drive.flag("snapshot", snapshotAll);
        String file = drive.get("file").orElse("");
        slots[slot] = new Disk(serial, OptionReader.path("-drive file", file), readOnly, snapshot, slot);
    }

    /** What is in a slot is opened later; a drive that nothing names must be a file all the same, as on QEMU. */
    private static void checkThatItIsThere(Drive drive) throws UsageError {
        String file = drive.keys.get("file").orElse("");
        if (!drive.attached && !Files.exists(OptionReader.path("-drive file", file))) {
            throw drive.keys.error("no such file");
        }
    }
}
