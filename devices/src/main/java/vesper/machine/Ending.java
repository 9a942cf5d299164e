package vesper.machine;

/**
 * How a machine ended.
 *
 * @param status the exit status for the command: the guest's, or 1 for a machine fault
 * @param message a line for the user, without a line feed; empty if there is nothing to say
 */
public record Ending(int status, String message) {
    private static final int LARGEST_STATUS = 255;

    /** The guest powered off; a status that an exit status can't hold is cut to the largest that it can. */
    static Ending poweredOff(int status) {
        return new Ending(Math.min(status, LARGEST_STATUS), "");
    }

    /** The guest stored to {@code tohost}, as on Spike: 1 is success, another odd number a failing test's. */
    static Ending toHost(long value) {
        if (value == 1) {
            return new Ending(0, "");
        }
        long code = value >>> 1;
        if ((value & 1) == 0) {
            return new Ending(1, "tohost: 0x%x is no exit code, and nothing else is served".formatted(value));
        }
        return new Ending((int) Math.min(code, LARGEST_STATUS), "tohost: the guest failed with code " + code);
    }
}
