package vesper.boot;

import java.util.List;
import vesper.hart.state.Acceleration;

/** Reads {@code -accel}. As on QEMU, the first of several that is there is taken, so that {@code kvm} may come first. */
final class AccelReader {
    private static final List<Key> KEYS = List.of(
            Key.text("accel"),
            Key.words("thread", "", "single", "multi"),
            Key.number("tb-size"), // of a buffer that HotSpot has instead
            Key.flag("split-wx"));

    private static final List<String> KNOWN = List.of("jvm", "interp", "tcg");
    private static final List<String> OTHERS = List.of("kvm", "xen", "hvf", "hax", "whpx", "nvmm", "qtest");

    private AccelReader() {}

    static Acceleration read(List<String> values) throws UsageError {
        UsageError refusal = null;
        Acceleration first = null;
        for (String value : values) {
            KeyValues keys = new KeyValues("-accel", value, "accel");
            String name = keys.get("accel").orElse("");
            if (OTHERS.contains(name)) {
                refusal = keys.error("there is no " + name + "; jvm and interp are known");
                continue;
            }
            Acceleration found = one(name, keys.only(KEYS));
            first = first == null ? found : first;
        }
        if (first == null && refusal != null) {
            throw refusal;
        }
        return first == null ? Acceleration.DEFAULT : first;
    }

    private static Acceleration one(String name, KeyValues keys) throws UsageError {
        Acceleration known = switch (name) {
            case "jvm", "tcg" -> Acceleration.DEFAULT;
            case "interp" -> Acceleration.INTERPRETER;
            default ->
                throw keys.error(
                        "jvm and interp are known, with thread=single or thread=multi" + NearestWord.hint(name, KNOWN));
        };
        boolean single = keys.get("thread").orElse("multi").equals("single");
        return new Acceleration(known.translation(), single);
    }
}
