package vesper.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vesper.isa.Extension;

/**
 * The value of {@code -cpu}: a model, then extensions switched on or off as QEMU does. What the harts have can't be
 * changed, so a switch is accepted where it asks for what is, and refused otherwise.
 */
final class CpuModel {
    /** What they are called; all are the same. */
    static final List<String> MODELS = List.of("rv64", "max");

    /** What the harts have beyond the rows of {@link Extension}: names for several, a mode, and modes of translation. */
    private static final List<String> OTHERS = List.of("g", "u", "mmu", "pmp", "counters", "sv39", "sv48");

    /** What else QEMU has a name for, so that it is refused as an extension and not as a slip of the pen. */
    private static final List<String> KNOWN_TO_QEMU = List.of(
            "e",
            "h",
            "v",
            "zawrs",
            "zbc",
            "zbkb",
            "zbkc",
            "zbkx",
            "zfa",
            "zfh",
            "zfhmin",
            "zfinx",
            "zdinx",
            "zhinx",
            "zhinxmin",
            "zicbom",
            "zicbop",
            "zicboz",
            "zicond",
            "zk",
            "zkn",
            "zknd",
            "zkne",
            "zknh",
            "zks",
            "zksed",
            "zksh",
            "zkr",
            "zkt",
            "zve32f",
            "zve64f",
            "zve64d",
            "zvfh",
            "zvbb",
            "zmmul",
            "smaia",
            "ssaia",
            "smepmp",
            "smstateen",
            "sscofpmf",
            "svade",
            "svinval",
            "svnapot",
            "svpbmt",
            "sv57",
            "zcb",
            "zcmp",
            "zcmt",
            "xventanacondops",
            "x-zvfh",
            "x-zvfhmin",
            "x-smaia",
            "x-ssaia",
            "x-epmp",
            "x-j");

    /** What only says how something would be that the harts don't have, and what they are in any case. */
    private static final List<Key> VALUES = List.of(
            Key.words("priv_spec", "the harts are as of 1.12", "v1.12.0"),
            Key.words("vext_spec", "", "v1.0"),
            Key.number("vlen"),
            Key.number("elen"),
            Key.number("cbom_blocksize"),
            Key.number("cboz_blocksize"),
            Key.words("pmu-num", "all event counters are 0", "0"),
            Key.words("mvendorid", "it is 0", "0", "0x0"),
            Key.words("marchid", "it is 0", "0", "0x0"),
            Key.words("mimpid", "it is 0", "0", "0x0"));

    private CpuModel() {}

    /** Refuses what the harts are not. */
    static void check(String text) throws UsageError {
        new KeyValues("-cpu", text.toLowerCase(Locale.ROOT), "model").only(rows());
    }

    private static List<Key> rows() {
        List<Key> rows = new ArrayList<>(VALUES);
        rows.add(Key.words("model", "the harts are rv64", MODELS.toArray(String[]::new)));
        List<String> present = Stream.concat(Arrays.stream(Extension.values()).map(Extension::word), OTHERS.stream())
                .toList();
        present.forEach(extension -> rows.add(Key.on(extension, "it can't be switched off")));
        KNOWN_TO_QEMU.stream()
                .filter(extension -> !present.contains(extension))
                .forEach(extension -> rows.add(Key.off(extension, "the harts don't have " + extension)));
        return rows;
    }
}
