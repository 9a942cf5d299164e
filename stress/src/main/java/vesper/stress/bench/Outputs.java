package vesper.stress.bench;

import java.util.Optional;
import java.util.stream.Stream;
import vesper.boot.OutputFile;
import vesper.boot.UsageError;

/** Files to write, each only if it was asked for. */
record Outputs(Optional<OutputFile> json, Optional<OutputFile> html, Optional<OutputFile> svg) {
    /** Makes them, empty, so that one that can't be written is told of before a long run. */
    void create() throws UsageError {
        for (OutputFile file :
                Stream.of(json, html, svg).flatMap(Optional::stream).toList()) {
            file.create();
        }
    }
}
