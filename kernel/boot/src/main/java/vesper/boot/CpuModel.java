package vesper.boot;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vesper.isa.Extension;

/**
 * The value of {@code -cpu}: a model, then extensions switched on or off as QEMU does. What the harts have can't be
 * changed, so a switch is accepted where it asks for what is, and refused otherwise.
 */
final class CpuModel {
    private static final Set<String> MODELS = Set.of("rv64", "max");

    /** What the harts have beyond the rows of {@link Extension}: names for several, a mode, and modes of translation. */
    private static final Set<String> OTHERS = Set.of("g", "u", "mmu", "pmp", "counters", "sv39", "sv48");

    private static final Set<String> PRESENT = Stream.concat(
                    Arrays.stream(Extension.values()).map(Extension::word), OTHERS.stream())
            .collect(Collectors.toUnmodifiableSet());

    /** What else QEMU has a name for, so that it is refused as an extension and not as a slip of the pen. */
    private static final Set<String> KNOWN_TO_QEMU = Set.of(
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
            "zcmt");

    private CpuModel() {}

    /** Refuses what the harts are not. */
    static void check(String text) throws UsageError {
        KeyValues keys = new KeyValues("-cpu", text.toLowerCase(Locale.ROOT), "model");
        Set<String> known = new HashSet<>(PRESENT);
        known.addAll(KNOWN_TO_QEMU);
        known.add("model");
        keys.onlyKeys(known).oneOf("model", MODELS);
        for (String extension : PRESENT) {
            if (!keys.flag(extension, true)) {
                throw keys.error(extension + " can't be switched off");
            }
        }
        for (String extension : KNOWN_TO_QEMU) {
            if (!PRESENT.contains(extension) && keys.flag(extension, false)) {
                throw keys.error("the harts don't have " + extension);
            }
        }
    }
}
