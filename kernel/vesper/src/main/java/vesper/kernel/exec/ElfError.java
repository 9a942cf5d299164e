package vesper.kernel.exec;

/** What can be wrong with an executable. */
public enum ElfError {
    NONE("well-formed"),
    TOO_SHORT("too short for an ELF header"),
    BAD_MAGIC("not an ELF: the magic number is wrong"),
    NOT_64_BIT("not a 64-bit, little-endian ELF"),
    NOT_RISC_V("not for RISC-V"),
    NOT_EXECUTABLE("not an executable: its type isn't ET_EXEC"),
    BAD_TABLE("the program header table lies outside of the file"),
    NOTHING_TO_LOAD("there is no PT_LOAD"),
    BAD_SEGMENT("a PT_LOAD lies outside of the file, or of memory"),
    BAD_ENTRY("the entry lies in no executable PT_LOAD");

    private final String text;

    ElfError(String text) {
        this.text = text;
    }

    /** For a person. */
    public String text() {
        return text;
    }
}
