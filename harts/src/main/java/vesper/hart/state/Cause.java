package vesper.hart.state;

/** Exception codes of {@code mcause} and {@code scause} (privileged manual, table 14). */
public final class Cause {
    public static final int INSTRUCTION_ADDRESS_MISALIGNED = 0;
    public static final int INSTRUCTION_ACCESS_FAULT = 1;
    public static final int ILLEGAL_INSTRUCTION = 2;
    public static final int BREAKPOINT = 3;
    public static final int LOAD_ADDRESS_MISALIGNED = 4;
    public static final int LOAD_ACCESS_FAULT = 5;
    public static final int STORE_ADDRESS_MISALIGNED = 6;
    public static final int STORE_ACCESS_FAULT = 7;
    public static final int ENVIRONMENT_CALL_FROM_U = 8;
    public static final int ENVIRONMENT_CALL_FROM_S = 9;
    public static final int ENVIRONMENT_CALL_FROM_M = 11;
    public static final int INSTRUCTION_PAGE_FAULT = 12;
    public static final int LOAD_PAGE_FAULT = 13;
    public static final int STORE_PAGE_FAULT = 15;

    /** One more than the largest code. */
    static final int COUNT = 16;

    private static final String[] NAMES = {
        "InstructionAddressMisaligned",
        "InstructionAccessFault",
        "IllegalInstruction",
        "Breakpoint",
        "LoadAddressMisaligned",
        "LoadAccessFault",
        "StoreAddressMisaligned",
        "StoreAccessFault",
        "EnvironmentCallFromU",
        "EnvironmentCallFromS",
        "reserved10",
        "EnvironmentCallFromM",
        "InstructionPageFault",
        "LoadPageFault",
        "reserved14",
        "StorePageFault"
    };

    private Cause() {}

    /** The manual's name of an exception code. */
    public static String name(int cause) {
        return cause >= 0 && cause < NAMES.length ? NAMES[cause] : "reserved" + cause;
    }
}
