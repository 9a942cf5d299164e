package vesper.boot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code -chardev}: what the serial port can be connected to, by {@code id}. */
final class Chardevs {
    /** The kinds, as {@code -chardev help} lists them. */
    static final List<String> KINDS = List.of("file", "null", "socket", "stdio");

    private static final String NO_LOG = "no log is written";

    private static final Map<String, List<Key>> KEYS = Map.of(
            "null", List.of(),
            "stdio", List.of(Key.flag("mux"), Key.flag("signal")),
            "file", List.of(Key.text("path"), Key.flag("append"), mux()),
            "socket",
                    List.of(
                            Key.text("host"),
                            Key.text("port"),
                            Key.text("path"),
                            Key.flag("server"),
                            Key.flag("wait"),
                            Key.flag("nodelay"),
                            Key.off("telnet", "telnet isn't spoken, only tcp"),
                            Key.off("websocket", "websocket isn't spoken, only tcp"),
                            Key.words("reconnect", "a lost connection isn't made again", "0"),
                            mux()));

    private final Map<String, Serial> serials = new HashMap<>();
    private final Set<String> shared = new HashSet<>();

    Chardevs(List<String> values) throws UsageError {
        for (String value : values) {
            add(new KeyValues("-chardev", value, "backend"));
        }
    }

    private static Key mux() {
        return Key.off("mux", "only stdio is shared with Ctrl-A");
    }

    private void add(KeyValues keys) throws UsageError {
        String kind = keys.get("backend").orElse("");
        List<Key> own = KEYS.get(kind);
        if (own == null) {
            String missing = SerialReader.missing(kind);
            throw keys.error(missing.isEmpty() ? "unknown kind " + kind + NearestWord.hint(kind, KINDS) : missing);
        }
        List<Key> rows = new ArrayList<>(own);
        rows.addAll(List.of(Key.text("backend"), Key.text("id"), Key.words("logfile", NO_LOG), Key.flag("logappend")));
        keys.only(rows);
        String id = keys.get("id").orElse("");
        if (id.isEmpty()) {
            throw keys.error("id= is missing");
        }
        if (serials.put(id, serial(kind, keys)) != null) {
            throw keys.error("there is a chardev with id " + id + " already");
        }
        if (keys.flag("mux", false)) {
            shared.add(id);
        }
    }

    private static Serial serial(String kind, KeyValues keys) throws UsageError {
        return switch (kind) {
            case "stdio" -> new Serial.Stdio(keys.flag("signal", true), keys.flag("mux", false));
            case "file" ->
                new Serial.ToFile(
                        OptionReader.path("-chardev file", keys.get("path").orElse("")), keys.flag("append", false));
            case "socket" -> socket(keys);
            default -> new Serial.Nowhere();
        };
    }

    private static Serial socket(KeyValues keys) throws UsageError {
        String path = keys.get("path").orElse("");
        String port = keys.get("port").orElse("");
        if (path.isEmpty() == port.isEmpty()) {
            throw keys.error("either host= and port=, or path=");
        }
        Serial.Address address = path.isEmpty()
                ? SerialReader.tcp(keys.get("host").orElse(""), port, keys)
                : new Serial.Unix(OptionReader.path("-chardev socket", path));
        return SerialReader.socket(keys, address);
    }

    /** The one with this {@code id}, which {@code option} names. */
    Serial get(String id, String option) throws UsageError {
        Serial serial = serials.get(id);
        if (serial == null) {
            throw new UsageError(
                    option + ": there is no -chardev with id=" + id + NearestWord.hint(id, serials.keySet()));
        }
        return serial;
    }

    /** Refuses a {@code -mon} that isn't the console's Ctrl-A; {@code serial} is the value of {@code -serial}. */
    void checkMonitors(List<String> monitors, String serial) throws UsageError {
        for (String value : monitors) {
            KeyValues keys = new KeyValues("-mon", value, "chardev")
                    .only(List.of(
                            Key.text("chardev"),
                            Key.words("mode", Absent.MONITOR_QMP.text(), "readline"),
                            Key.flag("pretty")));
            String id = keys.get("chardev").orElse("");
            get(id, "-mon " + value);
            if (!shared.contains(id) || !serial.equals("chardev:" + id)) {
                throw keys.error("there is no monitor but Ctrl-A on a console with mux=on: -chardev stdio,id=" + id
                        + ",mux=on -serial chardev:" + id);
            }
        }
    }
}
