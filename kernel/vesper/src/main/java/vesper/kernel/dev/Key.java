package vesper.kernel.dev;

/** What was typed, by {@link AnsiParser}. */
public enum Key {
    /** Nothing yet, or nothing known. */
    NONE,
    /** A byte of UTF-8 text. */
    TEXT,
    /** A control character that is none of the others. */
    CONTROL,
    ENTER,
    BACKSPACE,
    DELETE,
    UP,
    DOWN,
    RIGHT,
    LEFT,
    HOME,
    END,
    /** The end of a colour sequence: "select graphic rendition". */
    COLOUR
}
