package vesper.stress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Files to write, each only if it was asked for. */
record Outputs(Optional<Path> json, Optional<Path> html, Optional<Path> svg) {
    /** Makes them, empty, so that one that can't be written is told of before a long run. */
    void create() throws BadInputException {
        for (Path file : Stream.of(json, html, svg).flatMap(Optional::stream).toList()) {
            try {
                Files.writeString(file, "");
            } catch (IOException e) {
                throw new BadInputException(file + ": cannot be written");
            }
        }
    }
}
