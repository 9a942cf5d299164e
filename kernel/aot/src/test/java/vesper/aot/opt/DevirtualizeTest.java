package vesper.aot.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.aot.CompileError;
import vesper.aot.Compiler;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.world.ClosedWorld;
import vesper.metal.Entry;

/** Virtual calls of a world in which one interface has one class with objects, and another has two. */
class DevirtualizeTest {
    interface Single {
        int value();
    }

    interface Many {
        int value();
    }

    static final class Only implements Single {
        @Override
        public int value() {
            return 1;
        }
    }

    static final class Never implements Single {
        @Override
        public int value() {
            return 2;
        }
    }

    static final class First implements Many {
        @Override
        public int value() {
            return 3;
        }
    }

    static final class Second implements Many {
        @Override
        public int value() {
            return 4;
        }
    }

    static final class Program {
        static final Single[] SINGLES = {new Only(), new Only()};
        static final Many[] MANY = {new First(), new Second()};
        static final Many KNOWN = MANY[1];

        private Program() {}

        @Entry
        static int single(int index) {
            return SINGLES[index & 1].value();
        }

        @Entry
        static int many(int index) {
            return MANY[index & 1].value();
        }

        @Entry
        static int known() {
            return KNOWN.value();
        }
    }

    private static List<String> calls(String method) throws CompileError {
        ClosedWorld world = new Compiler(DevirtualizeTest.class.getClassLoader())
                .root(Program.class.getName())
                .world();
        Graph graph = world.graphs().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(method))
                .findFirst()
                .orElseThrow()
                .getValue();
        new Devirtualize(world).run(graph);
        return graph.blocks().stream()
                .flatMap(block -> block.values().stream())
                .filter(value -> value.op().isCall())
                .map(value -> value.op() + " " + value.callee().owner().replaceAll(".*\\$", ""))
                .toList();
    }

    @Test
    void whatOnlyOneClassWithObjectsImplementsIsCalledDirectly() throws CompileError {
        assertEquals(List.of(Op.CALL + " Only"), calls("single"));
    }

    @Test
    void whatTwoImplementStaysVirtual() throws CompileError {
        assertEquals(List.of(Op.CALL_VIRTUAL + " Many"), calls("many"));
    }

    @Test
    void aReceiverThatIsKnownIsCalledDirectly() throws CompileError {
        assertEquals(List.of(Op.CALL + " Second"), calls("known"));
    }
}
