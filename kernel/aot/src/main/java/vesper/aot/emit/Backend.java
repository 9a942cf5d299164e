package vesper.aot.emit;

import java.util.List;
import vesper.aot.image.Labels;
import vesper.aot.ir.Graph;
import vesper.isa.Assembler;

/**
 * Appends optimised graphs to an assembler as machine code, each under its method's symbol. They have no
 * {@code CALL_VIRTUAL} and no {@code INSTANCE_OF} any more.
 *
 * <p>The code follows the psABI and keeps {@code gp} and {@code tp}; it goes into the assembler's present section. Jump
 * tables go into {@code .rodata}. For one thread.
 */
public final class Backend {
    private final Assembler assembler;
    private final Labels labels;
    private final CodeLog log;

    /** The caller tells the assembler of sections, {@code rvc} and {@code relax}. */
    public Backend(Assembler assembler, Labels labels, CodeLog log) {
        this.assembler = assembler;
        this.labels = labels;
        this.log = log;
    }

    /** Appends one method; {@code aliases} are further labels of its start, global ones. */
    public void emit(Graph graph, List<String> aliases) {
        throw new UnsupportedOperationException(graph + " " + aliases + assembler + labels + log);
    }
}
