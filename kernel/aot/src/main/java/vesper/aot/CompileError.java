package vesper.aot;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A program that can't be compiled: its message has all diagnostics, one a line. */
public final class CompileError extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    public CompileError(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
