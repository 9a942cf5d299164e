package vesper.boot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what all {@code -device} have in common: which they are, and which keys they have. */
final class DeviceList {
    private final List<KeyValues> disks = new ArrayList<>();
    private final List<KeyValues> loaders = new ArrayList<>();

    DeviceList(List<String> values) throws UsageError {
        Set<String> ids = new HashSet<>();
        for (String value : values) {
            KeyValues keys = new KeyValues("-device", value, "driver");
            String name = keys.get("driver").orElse("");
            Driver driver = Driver.named(name);
            if (driver == null) {
                Absent.refuse(keys, "driver");
                throw keys.error(
                        name.isEmpty()
                                ? "a device's name is missing"
                                : "unknown device " + name + NearestWord.hint(name, Driver.names()));
            }
            keys.only(driver.keys());
            String id = keys.get("id").orElse("");
            if (!id.isEmpty() && !ids.add(id)) {
                throw keys.error("there is a device with id " + id + " already");
            }
            (driver == Driver.LOADER ? loaders : disks).add(keys);
        }
    }

    /** Those that are disks. */
    List<KeyValues> disks() {
        return disks;
    }

    /** Those that put something into RAM. */
    List<KeyValues> loaders() {
        return loaders;
    }
}
