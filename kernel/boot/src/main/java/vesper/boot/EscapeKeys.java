package vesper.boot;

/**
 * The keys that a user has for the machine itself, as on QEMU: Ctrl-A begins, the next key says what.
 *
 * <p>For one thread.
 */
final class EscapeKeys {
    /** What to do with a key. */
    enum Action {
        /** Send it to the guest. */
        SEND,
        /** Nothing for now. */
        SWALLOW,
        HELP,
        QUIT
    }

    static final String HELP_TEXT = "Ctrl-A h  this help%nCtrl-A x  quit%nCtrl-A Ctrl-A  send Ctrl-A%n".formatted();

    private static final int CTRL_A = 1;

    private boolean escaped;

    Action next(int key) {
        if (!escaped) {
            escaped = key == CTRL_A;
            return escaped ? Action.SWALLOW : Action.SEND;
        }
        escaped = false;
        return switch (key) {
            case 'x', 'X' -> Action.QUIT;
            case 'h', 'H', '?' -> Action.HELP;
            case CTRL_A -> Action.SEND;
            default -> Action.SWALLOW;
        };
    }
}
