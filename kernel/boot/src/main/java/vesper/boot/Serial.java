package vesper.boot;

import java.nio.file.Path;
import java.util.Set;

/** What the board's serial port is connected to. */
sealed interface Serial {
    /**
     * The standard streams.
     *
     * @param signals whether the terminal's keys for signals act on the host (Ctrl-C ends the command); otherwise they
     *     go to the guest
     */
    record Stdio(boolean signals) implements Serial {}

    /** Nothing. */
    record Nowhere() implements Serial {}

    /** Output to a file. */
    record ToFile(Path file) implements Serial {}

    static Serial parse(String text) throws UsageError {
        if (text.startsWith("file:")) {
            String file = text.substring("file:".length());
            if (file.isEmpty()) {
                throw new UsageError("-serial " + text + ": a file's name is missing");
            }
            return new ToFile(Path.of(file));
        }
        return switch (text) {
            case "stdio" -> new Stdio(true);
            case "mon:stdio" -> new Stdio(false);
            case "null", "none" -> new Nowhere();
            default ->
                throw new UsageError("-serial " + text + ": unknown"
                        + NearestWord.hint(text, Set.of("stdio", "mon:stdio", "null", "none", "file:NAME")));
        };
    }
}
