package vesper.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code -global}: {@code driver.property=value}, or the three apart. */
final class GlobalReader {
    private static final String LEGACY = "virtio-mmio.force-legacy";

    private GlobalReader() {}

    /** Whether virtio-mmio is the legacy one, which QEMU has unless told otherwise. */
    static boolean legacyVirtio(List<String> all) throws UsageError {
        List<Key> rows = rows();
        boolean legacy = true;
        for (String value : all) {
            KeyValues keys = joined(value).only(rows);
            legacy = keys.flag(LEGACY, legacy);
        }
        return legacy;
    }

    private static List<Key> rows() {
        List<Key> rows = new ArrayList<>();
        rows.add(Key.flag(LEGACY));
        rows.add(Key.flag("virtio-mmio.format_transport_address"));
        rows.add(Key.flag("virtio-mmio.ioeventfd"));
        for (Key row : Driver.BLOCK_FIXED) {
            rows.add(new Key("virtio-blk-device." + row.name(), row.values(), row.taken(), row.otherwise()));
        }
        return rows;
    }

    private static KeyValues joined(String value) throws UsageError {
        KeyValues keys = new KeyValues("-global", value, "");
        Optional<String> driver = keys.get("driver");
        Optional<String> property = keys.get("property");
        if (driver.isEmpty() || property.isEmpty()) {
            return keys;
        }
        return new KeyValues(
                "-global",
                driver.get() + "." + property.get() + "=" + keys.get("value").orElse(""),
                "");
    }
}
