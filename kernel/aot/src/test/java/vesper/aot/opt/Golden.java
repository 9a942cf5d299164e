package vesper.aot.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Verifier;

/** Graphs before and after passes, in the notation of {@link Graph#toString}. */
final class Golden {
    private Golden() {}

    /** Runs the passes on {@code before}; the values and blocks of {@code after} are numbered in their order. */
    static void check(String before, String after, Pass... passes) {
        check(Map.of(), before, after, passes);
    }

    /** The same, of graphs with OBJECTs, which they call by the names of {@code objects}. */
    static void check(Map<String, Object> objects, String before, String after, Pass... passes) {
        Graph graph = GraphText.parse(before, objects);
        for (Pass pass : passes) {
            pass.run(graph);
            Verifier.verify(graph);
        }
        assertEquals(after.strip(), GraphText.normal(graph).strip());
    }
}
