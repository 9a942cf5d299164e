package vesper.isa;

/** The part of the manual an instruction comes from, with the word that the device tree and the tools have for it. */
public enum Extension {
    RV64I("i"),
    M("m"),
    A("a"),
    F("f"),
    D("d"),
    ZICSR("zicsr"),
    ZIFENCEI("zifencei"),
    ZBA("zba"),
    ZBB("zbb"),
    ZBS("zbs"),
    ZACAS("zacas"),
    ZALASR("zalasr"),
    /** Trap return, {@code wfi} and {@code sfence.vma}: the privileged volume. */
    PRIVILEGED("s");

    private final String word;

    Extension(String word) {
        this.word = word;
    }

    /** As in an ISA string, lower case. */
    public String word() {
        return word;
    }
}
