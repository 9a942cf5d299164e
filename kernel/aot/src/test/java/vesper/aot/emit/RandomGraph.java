package vesper.aot.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Access.Order;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * A random graph with branches, switches, counted loops, checks and accesses to 256 bytes of memory whose address is the
 * first parameter. It ends soon, for any other parameters: an int and two longs.
 */
final class RandomGraph {
    static final int MEMORY = 256;
    /** A method of eight arguments: each, from the second on, is added to three times what was there. */
    static final MethodRef MIX = new MethodRef("Random", "mix", "(JJJJJJJJ)J");

    private static final List<Op> INT_OR_LONG =
            List.of(Op.ADD, Op.SUB, Op.MUL, Op.MULH, Op.MULHU, Op.DIV, Op.REM, Op.DIVU, Op.REMU, Op.AND, Op.OR, Op.XOR);
    private static final List<Op> SHIFTS = List.of(Op.SHL, Op.SHR, Op.USHR);
    private static final List<Op> COMPARISONS = List.of(Op.EQ, Op.NE, Op.LT, Op.GE, Op.LTU, Op.GEU, Op.CMP, Op.CMPU);
    private static final List<Op> EXTENSIONS = List.of(Op.SEXT8, Op.SEXT16, Op.ZEXT8, Op.ZEXT16);
    private static final long[] NOTABLE = {
        0,
        1,
        -1,
        2,
        3,
        7,
        31,
        32,
        63,
        64,
        255,
        256,
        0x7ff,
        0x800,
        -0x800,
        -0x801,
        0xfff,
        0x1000,
        0xffff,
        0x12345,
        0x7fff_ffff,
        -0x8000_0000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0xff00_ff00_ff00L
    };

    private final Random random;
    private final Graph graph;
    private final Value memory;
    private final List<Value> scope = new ArrayList<>();
    private Block at;

    private RandomGraph(String name, Random random, int size) {
        this.random = random;
        graph = new Graph(
                new MethodRef("Random", name, "()J"), List.of(Type.I64, Type.I32, Type.I64, Type.I64), Type.I64);
        at = graph.newBlock();
        memory = at.add(Op.PARAM, Type.I64);
        for (int i = 1; i < 4; i++) {
            scope.add(at.add(Op.PARAM, graph.parameters().get(i)).imm(i));
        }
        statements(size, 3);
        Value result = at.constant(Type.I64, 0);
        for (Value value : List.copyOf(scope)) {
            Value mixed = at.add(Op.MUL, Type.I64, result, at.constant(Type.I64, 31));
            result = at.add(Op.XOR, Type.I64, mixed, widened(value));
        }
        at.endReturn(result);
    }

    static Graph of(String name, Random random, int size) {
        return new RandomGraph(name, random, size).graph;
    }

    private Value widened(Value value) {
        return value.type() == Type.I64 ? value : at.add(Op.I2L, Type.I64, value);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void statements(int count, int depth) {
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(depth > 0 ? 24 : 20);
            if (kind < 14) {
                scope.add(compute());
            } else if (kind < 17) {
                access();
            } else if (kind < 18) {
                call();
            } else if (kind < 20) {
                Value condition = at.add(Op.LTU, Type.I32, of(Type.I32), at.constant(Type.I32, -2));
                at.add(Op.CHECK, Type.VOID, condition).aux(Failure.BOUNDS);
            } else if (kind < 22) {
                branch(depth);
            } else if (kind < 23) {
                choose(depth);
            } else {
                loop(depth);
            }
        }
    }

    /** A value of a type in scope, or a constant. */
    private Value of(Type type) {
        List<Value> fitting =
                scope.stream().filter(value -> value.type() == type).toList();
        if (fitting.isEmpty() || random.nextInt(4) == 0) {
            long imm = random.nextBoolean() ? NOTABLE[random.nextInt(NOTABLE.length)] : random.nextLong() >> 40;
            return at.constant(type, type == Type.I32 ? (int) imm : imm);
        }
        // Late ones are rather taken, so that chains are long enough to be folded.
        int back = random.nextInt(1 + random.nextInt(fitting.size()));
        return fitting.get(fitting.size() - 1 - back);
    }

    private Value compute() {
        Type type = random.nextBoolean() ? Type.I32 : Type.I64;
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> at.add(any(INT_OR_LONG), type, of(type), of(type));
            case 4, 5 -> at.add(any(SHIFTS), type, of(type), of(Type.I32));
            case 6 -> at.add(any(COMPARISONS), Type.I32, of(type), of(type));
            case 7 -> at.add(any(EXTENSIONS), type, of(type));
            case 8 -> at.add(Op.L2I, Type.I32, of(Type.I64));
            default -> at.add(random.nextBoolean() ? Op.I2L : Op.ZEXT32, Type.I64, of(Type.I32));
        };
    }

    private void access() {
        Type type = random.nextBoolean() ? Type.I32 : Type.I64;
        int width = 1 << random.nextInt(type == Type.I32 ? 3 : 4);
        boolean signed = random.nextBoolean() || (type == Type.I32 && width == 4);
        Access access = new Access(width, signed, any(List.of(Order.values())), Alias.RAW);
        Value masked = at.add(Op.AND, Type.I64, of(Type.I64), at.constant(Type.I64, 0x78));
        Value address = at.add(Op.ADD, Type.I64, memory, masked);
        if (random.nextBoolean()) {
            address = at.add(Op.ADD, Type.I64, address, at.constant(Type.I64, 8L * random.nextInt(8)));
        }
        int offset = 8 * random.nextInt(8);
        if (random.nextBoolean()) {
            scope.add(at.add(Op.LOAD, type, address).imm(offset).aux(access));
        } else {
            at.add(Op.STORE, Type.VOID, address, of(type)).imm(offset).aux(access);
        }
    }

    /** Of what loses all registers that it may lose. */
    private void call() {
        Value[] arguments = new Value[8];
        Arrays.setAll(arguments, index -> of(random.nextBoolean() ? Type.I64 : Type.I32));
        scope.add(at.add(Op.CALL, Type.I64, arguments).aux(MIX));
    }

    private Value condition() {
        Type type = random.nextBoolean() ? Type.I32 : Type.I64;
        Value compared = at.add(any(COMPARISONS), Type.I32, of(type), of(type));
        return switch (random.nextInt(4)) {
            case 0 -> at.add(Op.EQ, Type.I32, compared, at.constant(Type.I32, 0));
            case 1 -> of(Type.I32);
            case 2 -> {
                Value masked = at.add(Op.AND, type, of(type), at.constant(type, 1L << random.nextInt(31)));
                yield at.add(random.nextBoolean() ? Op.EQ : Op.NE, Type.I32, masked, at.constant(type, 0));
            }
            default -> compared;
        };
    }

    private void branch(int depth) {
        Block yes = graph.newBlock();
        Block no = graph.newBlock();
        Block join = graph.newBlock();
        at.endIf(condition(), yes, random.nextInt(3) == 0 ? join : no);
        Block from = at;
        List<Block> ways = new ArrayList<>(List.of(yes));
        if (from.succs().getLast() == no) {
            ways.add(no);
        } else {
            graph.blocks().remove(no);
        }
        join(ways, join, depth, from.succs().contains(join) ? from : null);
    }

    private void choose(int depth) {
        int count = 1 + random.nextInt(8);
        int step = random.nextInt(3) == 0 ? 1000 : 1;
        int[] keys = new int[count];
        List<Block> targets = new ArrayList<>();
        List<Block> ways = new ArrayList<>();
        Block join = graph.newBlock();
        for (int i = 0; i < count; i++) {
            keys[i] = (i - 2) * step;
            Block way = i > 0 && random.nextInt(3) == 0 ? targets.getLast() : graph.newBlock();
            if (!targets.contains(way)) {
                ways.add(way);
            }
            targets.add(way);
        }
        Value value = at.add(Op.AND, Type.I32, of(Type.I32), at.constant(Type.I32, 7));
        Value shifted = at.add(Op.SUB, Type.I32, value, at.constant(Type.I32, 2));
        Value control = at.add(Op.MUL, Type.I32, shifted, at.constant(Type.I32, step));
        targets.add(join);
        Block from = at;
        from.endSwitch(control, keys, targets);
        join(ways, join, depth, from);
    }

    /** Fills the ways, and lets them and {@code straight} come together in phis. */
    private void join(List<Block> ways, Block join, int depth, @Nullable Block straight) {
        int outer = scope.size();
        List<Value> results = new ArrayList<>();
        List<Value> others = new ArrayList<>();
        if (straight != null) {
            Block here = at;
            results.add(scope.get(random.nextInt(outer)));
            Value first = results.getFirst();
            others.add(scope.stream()
                    .filter(value -> value.type() == first.type())
                    .toList()
                    .getLast());
            at = here;
        }
        Type type = results.isEmpty()
                ? (random.nextBoolean() ? Type.I32 : Type.I64)
                : results.getFirst().type();
        for (Block way : ways) {
            at = way;
            statements(random.nextInt(4), depth - 1);
            results.add(of(type));
            others.add(of(type));
            at.endGoto(join);
            scope.subList(outer, scope.size()).clear();
        }
        at = join;
        for (List<Value> args : List.of(results, others)) {
            Value phi = join.addPhi(type);
            phi.args().addAll(args);
            scope.add(phi);
        }
    }

    private void loop(int depth) {
        Block head = graph.newBlock();
        Block body = graph.newBlock();
        Block exit = graph.newBlock();
        Value zero = at.constant(Type.I32, 0);
        Type type = random.nextBoolean() ? Type.I32 : Type.I64;
        List<Value> starts = List.of(zero, of(type), of(type));
        at.endGoto(head);
        List<Value> phis = List.of(head.addPhi(Type.I32), head.addPhi(type), head.addPhi(type));
        int outer = scope.size();
        scope.addAll(phis);
        at = head;
        int limit = 1 + random.nextInt(5);
        head.endIf(head.add(Op.LT, Type.I32, phis.getFirst(), head.constant(Type.I32, limit)), body, exit);
        at = body;
        statements(random.nextInt(6), depth - 1);
        Value next = at.add(Op.ADD, Type.I32, phis.getFirst(), at.constant(Type.I32, 1));
        // Now and then the two change places.
        boolean swap = random.nextBoolean();
        List<Value> ends = List.of(next, swap ? phis.get(2) : of(type), swap ? phis.get(1) : of(type));
        at.endGoto(head);
        for (int i = 0; i < phis.size(); i++) {
            phis.get(i).args().addAll(List.of(starts.get(i), ends.get(i)));
        }
        scope.subList(outer + phis.size(), scope.size()).clear();
        at = exit;
    }
}
