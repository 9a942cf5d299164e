package vesper.stress.litmus;

import java.io.IOException;
import java.nio.file.Path;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusSyntaxException;
import vesper.stress.litmus.test.LitmusTest;

/**
 * A file with a test.
 *
 * @param path what reports call it: as given on the command line, or relative to the folder or index it was found by,
 *     with {@code /} between its parts
 */
record TestFile(String path, Path file) {
    /**
     * Reads it.
     *
     * @throws BadInputException if it cannot be read or is no test
     */
    LitmusTest load() throws BadInputException {
        try {
            return LitmusParser.parse(file);
        } catch (LitmusSyntaxException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BadInputException(
                    file + ": expected a readable file, found " + e.getClass().getSimpleName());
        }
    }
}
