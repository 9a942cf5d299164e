package vesper.aot.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vesper.aot.CompileError;
import vesper.aot.Snippet;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.aot.ir.Verifier;

class GraphBuilderTest {
    /** The graph of the method {@code f}, which these members have. */
    private static Graph f(String members) throws CompileError {
        Graph graph = Snippet.ofMembers(members).graph("f");
        Verifier.verify(graph);
        return graph;
    }

    private static List<Value> all(Graph graph, Op op) {
        return graph.blocks().stream()
                .flatMap(block -> block.values().stream())
                .filter(value -> value.op() == op)
                .toList();
    }

    private static Block end(Graph graph, Block.Kind kind) {
        return graph.blocks().stream()
                .filter(block -> block.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static Op condition(Graph graph) {
        Value control = end(graph, Block.Kind.IF).control();
        return Objects.requireNonNull(control).op();
    }

    @Test
    void onlyVariablesThatALoopChangesHavePhis() throws CompileError {
        Graph graph = f("""
            @Entry static int f(int n, int step) {
                int s = 0;
                for (int i = 0; i < n; i += step) {
                    if (i == 7) continue;
                    s += i;
                }
                return s;
            }
            """);
        Value result = end(graph, Block.Kind.RETURN).control();
        assertTrue(result != null && result.op() == Op.PHI);
        assertEquals(3, all(graph, Op.PHI).size(), graph::toString); // s and i at the head, s behind the if
    }

    @Test
    void phisThatOnlyFeedEachOtherGoAway() throws CompileError {
        Graph graph = f("""
            @Entry static int f(int n) {
                int kept = n + 1;
                outer:
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < i; j++) {
                        if (j == 3) continue outer;
                    }
                }
                return kept;
            }
            """);
        Value result = end(graph, Block.Kind.RETURN).control();
        assertTrue(result != null && result.op() == Op.ADD, graph::toString);
    }

    @Test
    void aComparisonOfLongsIsTheBranchsOwn() throws CompileError {
        assertEquals(Op.GE, condition(f("@Entry static int f(long a, long b) { return a < b ? 1 : 2; }")));
        assertEquals(
                Op.GEU,
                condition(f("@Entry static int f(long a, long b) {"
                        + " return Long.compareUnsigned(a, b) < 0 ? 1 : 2; }")));
    }

    @Test
    void aWordIsItsComponentInARegister() throws CompileError {
        Graph graph = f("""
            @Word record Pte(Addr at) { boolean valid() { return (at.value() & 1) != 0; } }
            @Entry static boolean f(long a) { return new Pte(new Addr(a)).valid(); }
            """);
        assertEquals(
                List.of(Type.I64, Type.I64, Type.I32),
                all(graph, Op.CALL).stream().map(Value::type).toList());
        assertTrue(all(graph, Op.CHECK).isEmpty());
    }

    @Test
    void aWordsConstructorReturnsIt() throws CompileError {
        Graph graph = Snippet.ofMembers("""
            @Word record Even(int n) {
                Even {
                    if ((n & 1) != 0) throw new IllegalArgumentException("odd");
                    n = n * 4;
                }
            }
            @Entry static int f(int n) { return new Even(n).n(); }
            """).graph("<init>");
        Verifier.verify(graph);
        Value made = end(graph, Block.Kind.RETURN).control();
        assertTrue(made != null && made.op() == Op.MUL, graph::toString);
        assertEquals(
                new Failure("IllegalArgumentException: odd"),
                end(graph, Block.Kind.FAIL).failure());
    }

    @Test
    void nullIsCheckedOnceInABlockAndThisNever() throws CompileError {
        Graph graph = f("""
            static final class Node { int a, b; Node next; int f() { return a + b + next.a + next.b; } }
            static final Node NODE = new Node();
            @Entry static int main() { return NODE.f(); }
            """);
        // "next" is loaded twice, and what is loaded is checked each time.
        assertEquals(2, all(graph, Op.CHECK).size(), graph::toString);
    }

    @Test
    void elementsAreCheckedForNullAndBounds() throws CompileError {
        Graph graph = f("@Entry static int f(int[] a, int i) { return a[i]; }");
        assertEquals(
                List.of(Failure.NULL, Failure.BOUNDS),
                all(graph, Op.CHECK).stream().map(Value::failure).toList());
        Value load = all(graph, Op.LOAD).getLast();
        assertEquals(Access.Alias.array("I"), load.access().alias());
    }

    @Test
    void whatIsKnownAtBuildTimeIsConstant() throws CompileError {
        Graph graph = f("""
            static final class Table { final int size; Table(int size) { this.size = size; } }
            static final Table TABLE = new Table(Integer.parseInt("12"));
            static final Addr BASE = new Addr(0x1000);
            @Entry static long f() { return TABLE.size + BASE.value(); }
            """);
        assertTrue(all(graph, Op.LOAD).isEmpty(), graph::toString);
        assertTrue(all(graph, Op.CONST).stream().anyMatch(value -> value.imm() == 12));
        assertTrue(all(graph, Op.CONST).stream().anyMatch(value -> value.imm() == 0x1000));
    }

    @Test
    void assertionsAreLeftOut() throws CompileError {
        Graph graph = f("@Entry static int f(int n) { assert n > 0 : \"is \" + n; return n; }");
        assertTrue(graph.blocks().stream()
                .noneMatch(block -> block.kind() != Block.Kind.GOTO && block.kind() != Block.Kind.RETURN));
    }

    @Test
    void aStoreIsCheckedOnlyIfTheArrayMayBeOfAnotherClass() throws CompileError {
        String classes = """
            static class Animal {}
            static final class Dog extends Animal {}
            static final class Cat extends Animal {}
            static final Animal[] ANIMALS = {new Dog(), new Cat()};
            """;
        String f = "@Entry static void f(Animal[] all, Animal one) { all[0] = one; }\n";
        String main = "@Entry static void main() { f(ANIMALS, ANIMALS[1]); }\n";
        Graph only = f(classes + f + main);
        assertEquals(2, all(only, Op.CHECK).size(), only::toString);
        Graph several = f(classes + "static final Animal[] DOGS = new Dog[1];\n" + f + main
                + "@Entry static void other() { f(DOGS, null); }\n");
        assertEquals(Failure.ARRAY_STORE, all(several, Op.CHECK).getLast().failure());
    }

    @Test
    void aCastThatCannotFailIsNone() throws CompileError {
        Graph graph =
                f("@Entry static Object f(String s, Object o) { Object p = (Object) s; return (Comparable<?>) s; }");
        assertTrue(all(graph, Op.CHECK).isEmpty());
        Graph other = f("@Entry static String f(Object o) { return (String) o; }");
        assertEquals(Failure.CAST, all(other, Op.CHECK).getFirst().failure());
    }

    @Test
    void aPositionTellsFileAndLine() throws CompileError {
        Graph graph = f("@Entry static int f(int[] a) {\n int n = 3;\n return a.length + n;\n }");
        assertEquals(
                "Main.java:5", String.valueOf(all(graph, Op.CHECK).getFirst().position()));
    }
}
