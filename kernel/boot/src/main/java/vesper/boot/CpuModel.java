package vesper.boot;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The value of {@code -cpu}: a model, then extensions switched on or off as QEMU does. What the harts have can't be
 * changed, so a switch is accepted where it asks for what is, and refused otherwise.
 */
final class CpuModel {
    private static final Set<String> MODELS = Set.of("rv64", "max");

    private static final Set<String> PRESENT = Set.of(
            "i",
            "m",
            "a",
            "f",
            "d",
            "c",
            "g",
            "s",
            "u",
            "mmu",
            "pmp",
            "counters",
            "zicsr",
            "zicntr",
            "zifencei",
            "zihintpause",
            "zihpm",
            "zacas",
            "zalasr",
            "zba",
            "zbb",
            "zbs",
            "sstc",
            "svadu",
            "sv39",
            "sv48");

    private static final Set<String> ABSENT = Set.of(
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
        known.addAll(ABSENT);
        known.add("model");
        keys.onlyKeys(known).oneOf("model", MODELS);
        for (String extension : PRESENT) {
            if (!keys.flag(extension, true)) {
                throw keys.error(extension + " can't be switched off");
            }
        }
        for (String extension : ABSENT) {
            if (keys.flag(extension, false)) {
                throw keys.error("the harts don't have " + extension);
            }
        }
    }
}
