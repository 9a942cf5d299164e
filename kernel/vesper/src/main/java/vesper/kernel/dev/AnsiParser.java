package vesper.kernel.dev;

/**
 * Reads what a terminal sends, byte by byte: text, control characters, and escape sequences (ECMA-48, section 5.4, and
 * the application keys of a VT100).
 *
 * <pre>
 *             ESC               [                0x40..0x7e
 *  GROUND ----------> ESCAPE ---------> CSI ------------------> a key, GROUND
 *                       |                 0..9 ; add to the parameters
 *                       | O             any
 *                       +------> SS3 ---------> a key, GROUND
 * </pre>
 */
public final class AnsiParser {
    /** Of one sequence; more are dropped. */
    static final int MAX_PARAMETERS = 8;

    private static final int GROUND = 0;
    private static final int ESCAPE = 1;
    private static final int CSI = 2;
    private static final int SS3 = 3;

    private static final int ESC = 0x1b;
    private static final int DEL = 0x7f;
    private static final int BS = 0x08;
    private static final int MAX_PARAMETER = 9999;

    // owned by the one who feeds it
    private final int[] parameters = new int[MAX_PARAMETERS];
    private int parameterCount;
    private int state = GROUND;

    /** Takes a byte; says what it completes. */
    public Key take(int x) {
        if (x == ESC) {
            state = ESCAPE;
            return Key.NONE;
        }
        return switch (state) {
            case ESCAPE -> escape(x);
            case CSI -> csi(x);
            case SS3 -> ss3(x);
            default -> ground(x);
        };
    }

    /** How many parameters the last {@link Key#COLOUR} has. */
    public int parameterCount() {
        return parameterCount;
    }

    /** The parameter of this index; 0 if it was left out. */
    public int parameter(int index) {
        return parameters[index];
    }

    private static Key ground(int x) {
        if (x == '\r' || x == '\n') {
            return Key.ENTER;
        }
        if (x == BS || x == DEL) {
            return Key.BACKSPACE;
        }
        return x < ' ' ? Key.CONTROL : Key.TEXT;
    }

    private Key escape(int x) {
        if (x == '[') {
            state = CSI;
            parameters[0] = 0;
            parameterCount = 0;
        } else {
            state = x == 'O' ? SS3 : GROUND;
        }
        return Key.NONE;
    }

    private Key csi(int x) {
        if (x >= '0' && x <= '9') {
            digit(x - '0');
            return Key.NONE;
        }
        if (x == ';') {
            separator();
            return Key.NONE;
        }
        if (x >= ' ' && x < '@') {
            return Key.NONE; // intermediate and private bytes
        }
        state = GROUND;
        if (x < ' ') {
            return ground(x); // a control character ends what can't be a sequence any more
        }
        return switch (x) {
            case '~' -> numbered(parameters[0]);
            case 'm' -> {
                separator();
                yield Key.COLOUR;
            }
            default -> letter(x);
        };
    }

    private Key ss3(int x) {
        state = GROUND;
        return letter(x);
    }

    private void digit(int digit) {
        if (parameterCount < MAX_PARAMETERS) {
            parameters[parameterCount] = Math.min(parameters[parameterCount] * 10 + digit, MAX_PARAMETER);
        }
    }

    private void separator() {
        if (parameterCount < MAX_PARAMETERS) {
            parameterCount++;
        }
        if (parameterCount < MAX_PARAMETERS) {
            parameters[parameterCount] = 0;
        }
    }

    private static Key letter(int x) {
        return switch (x) {
            case 'A' -> Key.UP;
            case 'B' -> Key.DOWN;
            case 'C' -> Key.RIGHT;
            case 'D' -> Key.LEFT;
            case 'H' -> Key.HOME;
            case 'F' -> Key.END;
            default -> Key.NONE;
        };
    }

    private static Key numbered(int number) {
        return switch (number) {
            case 1, 7 -> Key.HOME;
            case 3 -> Key.DELETE;
            case 4, 8 -> Key.END;
            default -> Key.NONE;
        };
    }
}
