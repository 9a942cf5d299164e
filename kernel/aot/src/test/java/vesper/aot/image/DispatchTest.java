package vesper.aot.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.isa.Assembler;
import vesper.isa.Program;

class DispatchTest {
    interface Shape {
        int sides();
    }

    interface Named {
        int length();
    }

    static class Square implements Shape {
        @Override
        public int sides() {
            return 4;
        }
    }

    static final class Triangle implements Shape, Named {
        @Override
        public int sides() {
            return 3;
        }

        @Override
        public int length() {
            return 8;
        }
    }

    static final class Tile extends Square {}

    static final class Label implements Named {
        @Override
        public int length() {
            return 5;
        }
    }

    /** By reflection: the class or superclass that declares the method. */
    private record Classes(List<Class<?>> all) implements Hierarchy {
        @Override
        public Collection<Class<?>> instantiated() {
            return all;
        }

        @Override
        public Optional<MethodRef> resolve(MethodRef declared, Class<?> receiver) {
            for (Class<?> at = receiver; at != null; at = at.getSuperclass()) {
                if (Arrays.stream(at.getDeclaredMethods())
                        .anyMatch(m -> m.getName().equals(declared.name()))) {
                    return Optional.of(method(at, declared.name()));
                }
            }
            return Optional.empty();
        }

        @Override
        public Class<?> type(String name) {
            try {
                return Class.forName(name.replace('/', '.'));
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static final Hierarchy WORLD = new Classes(List.of(Square.class, Triangle.class, Tile.class, Label.class));
    private static final MethodRef SIDES = method(Shape.class, "sides");
    private static final MethodRef LENGTH = method(Named.class, "length");

    private static String name(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static MethodRef method(Class<?> type, String name) {
        return new MethodRef(name(type), name, "()I");
    }

    private static Graph calling(MethodRef method) {
        Graph graph = new Graph(new MethodRef("T", "t", "(LX;)I"), List.of(Type.REF), Type.I32);
        Block block = graph.newBlock();
        Value object = block.add(Op.PARAM, Type.REF);
        block.endReturn(block.add(Op.CALL_VIRTUAL, Type.I32, object).aux(method));
        return graph;
    }

    private static Graph testing(String type) {
        Graph graph = new Graph(new MethodRef("T", "t", "(LX;)I"), List.of(Type.REF), Type.I32);
        Block block = graph.newBlock();
        Value object = block.add(Op.PARAM, Type.REF);
        Value test = block.add(Op.INSTANCE_OF, Type.I32, object).aux(type);
        block.endReturn(block.add(Op.ADD, Type.I32, test, test));
        return graph;
    }

    private static byte[] hub(Dispatch dispatch, Class<?> type) {
        Assembler a = new Assembler();
        a.section(".rodata");
        for (MethodRef target : dispatch.targets()) {
            a.equ(target.symbol(), target.owner().hashCode());
        }
        dispatch.hubs().write(a, type);
        Program program = a.assemble(0);
        return program.flat();
    }

    @Test
    void aVirtualCallLoadsTheCodeFromTheHub() {
        Graph graph = calling(SIDES);
        Dispatch dispatch = Dispatch.plan(WORLD, List.of(graph));
        assertTrue(dispatch.expand(graph));
        List<Value> values = graph.entry().values();
        assertEquals(
                List.of(Op.PARAM, Op.LOAD, Op.LOAD, Op.CALL_INDIRECT),
                values.stream().map(Value::op).toList());
        Value call = values.getLast();
        assertEquals(List.of(values.get(2), values.getFirst()), call.args());
        assertSame(values.get(1), values.get(2).arg(0));
        assertEquals(dispatch.hubs().slotOffset(SIDES), values.get(2).imm());
        assertSame(call, graph.entry().control());
    }

    @Test
    void theHubOfEachClassPointsToWhatItSelects() {
        Dispatch dispatch = Dispatch.plan(WORLD, List.of(calling(SIDES)));
        assertEquals(
                Set.of(method(Square.class, "sides"), method(Triangle.class, "sides")), Set.copyOf(dispatch.targets()));
        long inherited = slot(dispatch, Tile.class, SIDES);
        assertEquals(inherited, slot(dispatch, Square.class, SIDES));
        assertEquals(name(Square.class).hashCode(), (int) inherited);
        assertEquals(name(Triangle.class).hashCode(), (int) slot(dispatch, Triangle.class, SIDES));
    }

    private static long slot(Dispatch dispatch, Class<?> type, MethodRef selector) {
        return ByteBuffer.wrap(hub(dispatch, type))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(dispatch.hubs().slotOffset(selector));
    }

    @Test
    void selectorsThatNoClassHasBothOfShareAColumn() {
        Hierarchy apart = new Classes(List.of(Square.class, Label.class));
        Hubs hubs =
                Dispatch.plan(apart, List.of(calling(SIDES), calling(LENGTH))).hubs();
        assertEquals(hubs.slotOffset(SIDES), hubs.slotOffset(LENGTH));
        Hubs both =
                Dispatch.plan(WORLD, List.of(calling(SIDES), calling(LENGTH))).hubs();
        assertEquals(8, Math.abs(both.slotOffset(SIDES) - both.slotOffset(LENGTH)));
    }

    @Test
    void aTypeTestLooksAtTheHubOnlyIfThereIsAnObject() {
        Graph graph = testing(name(Square.class));
        Dispatch dispatch = Dispatch.plan(WORLD, List.of(graph));
        assertTrue(dispatch.expand(graph));
        Block head = graph.entry();
        assertEquals(Block.Kind.IF, head.kind());
        Block load = head.succs().get(0);
        Block tail = head.succs().get(1);
        assertEquals(List.of(head, load), tail.preds());
        assertEquals(List.of(tail), load.succs());
        Value test = tail.values().getFirst();
        assertEquals(Op.PHI, test.op());
        assertTrue(test.arg(0).isConst(0));
        assertSame(load.values().getLast(), test.arg(1));
        assertEquals(Block.Kind.RETURN, tail.kind());
        assertEquals(List.of(test, test), tail.values().getLast().args());
        assertFalse(dispatch.expand(graph));
    }

    @Test
    void theByteOfATypeTellsItsSubclassesFromOthers() {
        Dispatch dispatch = Dispatch.plan(WORLD, List.of(testing(name(Square.class)), testing(name(Named.class))));
        int square = dispatch.hubs().testOffset(name(Square.class));
        int named = dispatch.hubs().testOffset(name(Named.class));
        assertEquals(1, hub(dispatch, Square.class)[square]);
        assertEquals(1, hub(dispatch, Tile.class)[square]);
        assertEquals(0, hub(dispatch, Triangle.class)[square]);
        assertEquals(1, hub(dispatch, Triangle.class)[named]);
        assertEquals(0, hub(dispatch, Tile.class)[named]);
    }

    @Test
    void nothingIsOfATypeWithoutObjects() {
        Graph graph = testing("java/lang/Thread");
        Dispatch.plan(WORLD, List.of(graph)).expand(graph);
        assertEquals(1, graph.blocks().size());
        assertTrue(graph.entry().values().get(1).isConst(0));
    }

    @Test
    void edgesOfASplitBlockKeepTheArgsOfPhis() {
        Graph graph = new Graph(new MethodRef("T", "t", "(LX;)I"), List.of(Type.REF), Type.I32);
        Block block = graph.newBlock();
        Block other = graph.newBlock();
        Block join = graph.newBlock();
        Value object = block.add(Op.PARAM, Type.REF);
        Value test = block.add(Op.INSTANCE_OF, Type.I32, object).aux(name(Named.class));
        block.endIf(test, join, other);
        Value seven = other.constant(Type.I32, 7);
        other.endGoto(join);
        Value phi = join.addPhi(Type.I32);
        phi.args().addAll(List.of(test, seven));
        join.endReturn(phi);
        Dispatch.plan(WORLD, List.of(graph)).expand(graph);
        assertEquals(List.of(test.block(), other), join.preds());
        assertEquals(List.of(join, other), test.block().succs());
        assertEquals(List.of(test.block()), other.preds());
    }

    @Test
    void hubsWithoutColumnsAreStillDistinct() {
        Dispatch dispatch = Dispatch.plan(WORLD, List.of());
        assertEquals(8, hub(dispatch, Square.class).length);
        assertThrows(IllegalArgumentException.class, () -> dispatch.hubs().slotOffset(SIDES));
    }
}
