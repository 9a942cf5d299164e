package vesper.isa;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the harts have, each with the word that the device tree and the tools have for it. Some bring instructions, which
 * say so in their row of {@link Instruction}; some CSRs, or only a promise.
 */
public enum Extension {
    RV64I("i"),
    M("m"),
    A("a"),
    F("f"),
    D("d"),
    /** The encodings are in {@link Compressed}. */
    C("c"),
    ZICNTR("zicntr"),
    ZICSR("zicsr"),
    ZIFENCEI("zifencei"),
    /** {@code pause}, a {@code fence} that does nothing. */
    ZIHINTPAUSE("zihintpause"),
    ZIHPM("zihpm"),
    ZBA("zba"),
    ZBB("zbb"),
    ZBS("zbs"),
    ZACAS("zacas"),
    ZALASR("zalasr"),
    SSTC("sstc"),
    SVADU("svadu"),
    /** Trap return, {@code wfi} and {@code sfence.vma}: the privileged volume. A mode, and so no part of an ISA string. */
    PRIVILEGED("s");

    /** The order of single letters: unprivileged manual, chapter "ISA Extension Naming Conventions". */
    private static final String CANONICAL = "imafdqlcbkjtpvh";

    private final String word;

    Extension(String word) {
        this.word = word;
    }

    /** As in an ISA string, lower case. */
    public String word() {
        return word;
    }

    /** Whether its word is a letter, which {@code misa} has a bit for. */
    public boolean isLetter() {
        return word.length() == 1;
    }

    /**
     * All of them as in {@code riscv,isa}: single letters in their canonical order; then the words in {@code z}, by the
     * letter behind it in that same order; then those of the privileged volume.
     */
    public static String isaString() {
        return "rv64" + words(true).collect(Collectors.joining())
                + words(false).map(word -> "_" + word).collect(Collectors.joining());
    }

    private static Stream<String> words(boolean letters) {
        return Arrays.stream(values())
                .filter(each -> each != PRIVILEGED && each.isLetter() == letters)
                .map(Extension::word)
                .sorted(Extension::compare);
    }

    /** Not {@code Comparator}'s own, which the JDK's cache of linked classes can't hold: each start would link them. */
    private static int compare(String a, String b) {
        int byRank = Integer.compare(rank(a), rank(b));
        return byRank == 0 ? a.compareTo(b) : byRank;
    }

    private static int rank(String word) {
        char letter = word.length() == 1 ? word.charAt(0) : word.charAt(1);
        return word.startsWith("s") ? CANONICAL.length() : CANONICAL.indexOf(letter);
    }
}
