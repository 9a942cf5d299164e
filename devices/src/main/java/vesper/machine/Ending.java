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

    /** The guest said so through {@code tohost}, as on Spike: 0 is success. */
    static Ending exited(long code) {
        if (code == 0) {
            return new Ending(0, "");
        }
        int status = Long.compareUnsigned(code, LARGEST_STATUS) > 0 ? LARGEST_STATUS : (int) code;
        return new Ending(status, "tohost: the guest failed with code " + code);
    }
}
