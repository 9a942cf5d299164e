package vesper.aot.opt;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vesper.aot.image.Layout;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Runs graphs as {@link vesper.aot.ir.Op} says, one value after the other, and notes what others could see: calls without
 * a graph of theirs, opaque accesses, fences, and how it ended. Memory that nobody wrote holds zeros.
 */
final class Interpreter {
    private static final int STEPS = 200_000;

    private final Map<MethodRef, Graph> graphs;
    private final Map<Long, Byte> memory = new HashMap<>();
    private final IdentityHashMap<Object, Long> addresses = new IdentityHashMap<>();
    private final List<String> trace = new ArrayList<>();
    private int steps;

    /** A panic. */
    private static final class Panic extends RuntimeException {
        private static final long serialVersionUID = 1;

        Panic(Failure failure) {
            super(failure.message());
        }
    }

    Interpreter(Map<MethodRef, Graph> graphs) {
        this.graphs = graphs;
    }

    /** What happened, in order, the result or the panic last. */
    List<String> run(Graph graph, long... args) {
        try {
            trace.add("returned " + call(graph, args));
        } catch (Panic panic) {
            trace.add("panic: " + panic.getMessage());
        }
        return trace;
    }

    /** The ints of an array that the code refers to, as they are now. */
    List<Integer> ints(int[] array) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < array.length; i++) {
            found.add((int) load(address(array) + Layout.ELEMENTS + 4L * i, 4));
        }
        return found;
    }

    private long call(Graph graph, long[] args) {
        Map<Value, Long> values = new HashMap<>();
        Block from = null;
        Block block = graph.entry();
        while (true) {
            if (from != null) {
                enter(block, block.preds().indexOf(from), values);
            }
            for (Value value : block.values()) {
                if (value.op() != Op.PHI) {
                    if (steps++ > STEPS) {
                        throw new IllegalStateException("too many steps:\n" + graph);
                    }
                    values.put(value, evaluate(value, values, args));
                }
            }
            switch (block.kind()) {
                case RETURN -> {
                    return graph.result() == Type.VOID ? 0 : get(values, Edges.control(block));
                }
                case FAIL -> throw new Panic(block.failure());
                case GOTO -> {
                    from = block;
                    block = block.succs().getFirst();
                }
                default -> {
                    from = block;
                    block = block.succs().get(FoldBranches.branch(block, get(values, Edges.control(block))));
                }
            }
        }
    }

    private static long get(Map<Value, Long> values, Value value) {
        return Objects.requireNonNull(values.get(value), value.toString());
    }

    /** All phis at once, from what there was before. */
    private static void enter(Block block, int pred, Map<Value, Long> values) {
        Map<Value, Long> next = new HashMap<>();
        block.phis().forEach(phi -> next.put(phi, get(values, phi.arg(pred))));
        values.putAll(next);
    }

    private long evaluate(Value value, Map<Value, Long> values, long[] parameters) {
        long[] args = new long[value.args().size()];
        for (int i = 0; i < args.length; i++) {
            args[i] = get(values, value.arg(i));
        }
        if (Arithmetic.isUnary(value.op())) {
            return Arithmetic.unary(value.op(), value.type(), args[0]);
        }
        if (Arithmetic.isBinary(value.op())) {
            Type type = value.arg(0).type() == Type.I32 ? Type.I32 : Type.I64;
            return Arithmetic.binary(value.op(), type, args[0], args[1]);
        }
        return switch (value.op()) {
            case CONST -> value.imm();
            case PARAM -> parameters[(int) value.imm()];
            case OBJECT -> address(value.aux());
            case LOAD -> loadValue(value, args[0] + value.imm());
            case STORE -> {
                if (!value.access().isPlain()) {
                    long mask = value.access().width() == 8
                            ? -1
                            : (1L << (8 * value.access().width())) - 1;
                    trace.add("store " + (args[0] + value.imm()) + " " + (args[1] & mask));
                }
                store(args[0] + value.imm(), args[1], value.access().width());
                yield 0;
            }
            case CHECK -> {
                if (args[0] == 0) {
                    throw new Panic(value.failure());
                }
                yield 0;
            }
            case CALL -> callOther(value, args);
            default -> {
                trace.add(value.op() + " " + value.imm());
                yield 0;
            }
        };
    }

    /** Another graph, or else a call that is noted and gives something of its args. */
    private long callOther(Value call, long[] args) {
        Graph graph = graphs.get(call.callee());
        if (graph != null) {
            return call(graph, args);
        }
        trace.add(call.callee() + " " + Arrays.toString(args));
        long result = Arrays.hashCode(args);
        return call.type() == Type.VOID ? 0 : result;
    }

    private long loadValue(Value value, long address) {
        Access access = value.access();
        long bits = load(address, access.width());
        int unused = 64 - 8 * access.width();
        boolean signed = access.signed() || (access.width() == 4 && value.type() == Type.I32);
        long result = signed ? bits << unused >> unused : bits;
        if (!access.isPlain()) {
            trace.add("load " + address + " " + access.width());
        }
        return result;
    }

    private long load(long address, int width) {
        long bits = 0;
        for (int i = 0; i < width; i++) {
            bits |= (memory.getOrDefault(address + i, (byte) 0) & 0xffL) << (8 * i);
        }
        return bits;
    }

    private void store(long address, long value, int width) {
        for (int i = 0; i < width; i++) {
            memory.put(address + i, (byte) (value >> (8 * i)));
        }
    }

    /** Lays an array out when it is first named. */
    private long address(Object object) {
        Long known = addresses.get(object);
        if (known != null) {
            return known;
        }
        long address = 0x10000L * (addresses.size() + 1);
        addresses.put(object, address);
        if (object.getClass().isArray()) {
            int length = Array.getLength(object);
            store(address + Layout.LENGTH, length, 4);
            int width = Layout.width(object.getClass().getComponentType());
            for (int i = 0; i < length; i++) {
                store(address + Layout.ELEMENTS + (long) width * i, Array.getLong(object, i), width);
            }
        }
        return address;
    }
}
