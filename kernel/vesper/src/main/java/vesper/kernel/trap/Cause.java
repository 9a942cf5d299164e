package vesper.kernel.trap;

/** The values of {@code mcause} (privileged manual, table 3.6). */
final class Cause {
    static final long INTERRUPT = 1L << 63;

    static final int MACHINE_SOFTWARE_INTERRUPT = 3;
    static final int MACHINE_TIMER_INTERRUPT = 7;
    static final int MACHINE_EXTERNAL_INTERRUPT = 11;

    static final int BREAKPOINT = 3;
    static final int ECALL_FROM_S = 9;
    static final int LOAD_PAGE_FAULT = 13;
    static final int STORE_PAGE_FAULT = 15;

    private static final String[] NAMES = {
        "InstructionAddressMisaligned",
        "InstructionAccessFault",
        "IllegalInstruction",
        "Breakpoint",
        "LoadAddressMisaligned",
        "LoadAccessFault",
        "StoreAddressMisaligned",
        "StoreAccessFault",
        "EcallFromU",
        "EcallFromS",
        "reserved exception",
        "EcallFromM",
        "InstructionPageFault",
        "LoadPageFault",
        "reserved exception",
        "StorePageFault",
    };

    private Cause() {}

    /** The manual's name of an exception. */
    static String name(long cause) {
        return cause >= 0 && cause < NAMES.length ? NAMES[(int) cause] : "reserved exception";
    }
}
