package vesper.kernel.abi;

/**
 * The numbers of the system calls, Linux's where it has the call: in {@code a7} at the {@code ecall}. Arguments are in
 * {@code a0} to {@code a3}.
 */
public final class SystemCallNumber {
    /** I am alive; let others run until the timer ticks. */
    public static final int PING = 1;

    /** Reads from a file: inode, buffer, length, offset; the result is how many bytes were read. */
    public static final int READ = 63;

    /** Ends the process, with a status; doesn't return. */
    public static final int EXIT = 93;

    private SystemCallNumber() {}
}
