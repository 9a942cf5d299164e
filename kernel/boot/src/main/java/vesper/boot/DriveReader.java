package vesper.boot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vesper.machine.Disk;
import vesper.machine.MemoryMap;

/**
 * Reads {@code -drive}, {@code -device} and {@code -global}.
 *
 * <p>Slots are given out as QEMU does: each device without {@code bus} gets the highest free one, so the first is at
 * 0x10008000.
 */
final class DriveReader {
    private static final Set<String> DRIVE_KEYS =
            Set.of("file", "if", "format", "id", "readonly", "read-only", "snapshot", "cache", "aio", "media");
    private static final Set<String> DEVICE_KEYS = Set.of("driver", "drive", "bus", "id", "serial");
    private static final Pattern BUS = Pattern.compile("virtio-mmio-bus\\.([0-7])");
    private static final int LONGEST_SERIAL = 20;

    private record Drive(KeyValues keys, boolean attached) {}

    private final Map<String, Drive> drives = new LinkedHashMap<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final @Nullable Disk[] slots = new @Nullable Disk[MemoryMap.VIRTIO_SLOTS];
    private final boolean legacyVirtio;
    private final boolean snapshotAll;

    DriveReader(CommandLineReader words) throws UsageError {
        snapshotAll = words.has(Word.SNAPSHOT);
        legacyVirtio = global(words.all(Word.GLOBAL));
        for (String value : words.all(Word.DRIVE)) {
            drive(value);
        }
        for (String value : words.all(Word.DEVICE)) {
            device(value);
        }
    }

    boolean legacyVirtio() {
        return legacyVirtio;
    }

    List<Disk> disks() {
        List<Disk> disks = new ArrayList<>();
        for (Disk disk : slots) {
            if (disk != null) {
                disks.add(disk);
            }
        }
        return disks;
    }

    private static boolean global(List<String> all) throws UsageError {
        boolean legacy = true;
        for (String value : all) {
            String key = "virtio-mmio.force-legacy";
            legacy = new KeyValues("-global", value, "").onlyKeys(Set.of(key)).flag(key, true);
        }
        return legacy;
    }

    private void drive(String value) throws UsageError {
        KeyValues keys = new KeyValues("-drive", value, "").onlyKeys(DRIVE_KEYS);
        keys.oneOf("format", Set.of("raw"));
        keys.oneOf("media", Set.of("disk"));
        keys.flag("readonly", false);
        keys.flag("read-only", false);
        keys.flag("snapshot", false);
        if (keys.get("file").isEmpty()) {
            throw keys.error("file= is missing");
        }
        boolean attached =
                keys.oneOf("if", Set.of("none", "virtio")).orElse("virtio").equals("virtio");
        if (!attached && keys.get("id").isEmpty()) {
            throw keys.error("id= is missing, so that no -device can name it");
        }
        String id = keys.get("id").orElse("drive" + drives.size());
        if (drives.putIfAbsent(id, new Drive(keys, attached)) != null) {
            throw keys.error("there is a drive with id " + id + " already");
        }
        if (attached) {
            attach(id, keys, Optional.empty(), "");
        }
    }

    private void device(String value) throws UsageError {
        KeyValues keys = new KeyValues("-device", value, "driver");
        keys.oneOf("driver", Set.of("virtio-blk-device"));
        keys.onlyKeys(DEVICE_KEYS);
        if (keys.get("driver").isEmpty()) {
            throw keys.error("a device's name is missing");
        }
        Optional<String> id = keys.get("id");
        if (id.isPresent() && !ids.add(id.get())) {
            throw keys.error("there is a device with id " + id.get() + " already");
        }
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

    private static String serial(KeyValues device) throws UsageError {
        String serial = device.get("serial").orElse("");
        if (serial.getBytes(StandardCharsets.UTF_8).length > LONGEST_SERIAL) {
            throw device.error("a serial has at most " + LONGEST_SERIAL + " bytes");
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
        boolean readOnly = drive.flag("readonly", false) || drive.flag("read-only", false);
        boolean snapshot = snapshotAll || drive.flag("snapshot", false);
        String file = drive.get("file").orElse("");
        slots[slot] = new Disk(serial, OptionReader.path("-drive file", file), readOnly, snapshot, slot);
    }
}
