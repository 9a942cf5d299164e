package vesper.aot.opt;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Graphs of structured programs over a few variables: arithmetic, arrays with checks, calls, branches and loops that end.
 * Merges get a phi for each variable, needed or not.
 */
final class RandomGraphs {
    static final MethodRef METHOD = new MethodRef("vesper/Random", "run", "(IIJJ)J");
    static final MethodRef EFFECT = new MethodRef("vesper/Other", "effect", "(IJ)J");
    private static final long[] CORNERS = {
        0,
        1,
        -1,
        2,
        3,
        7,
        8,
        10,
        12,
        16,
        20,
        24,
        31,
        32,
        63,
        127,
        128,
        255,
        256,
        0xfff,
        0xffff,
        0x7fff_ffffL,
        0xffff_ffffL,
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE
    };
    private static final Op[] SUMS = {
        Op.ADD, Op.SUB, Op.ADD, Op.SUB, Op.MUL, Op.AND, Op.OR, Op.XOR, Op.DIV, Op.REM, Op.DIVU, Op.REMU, Op.AND,
        Op.MULHU
    };
    private static final Op[] SHIFTS = {Op.SHL, Op.SHR, Op.USHR};
    private static final Op[] COMPARISONS = {Op.EQ, Op.NE, Op.LT, Op.GE, Op.LTU, Op.GEU};
    private static final Op[] EXTENSIONS = {Op.SEXT8, Op.SEXT16, Op.ZEXT8, Op.ZEXT16};

    private final Random random;
    private final int[] array;
    private final Graph graph = new Graph(METHOD, List.of(Type.I32, Type.I32, Type.I64, Type.I64), Type.I64);
    private final Value[] variables = new Value[8]; // four ints, then four longs
    private Block block = graph.newBlock();
    private int budget;

    private RandomGraphs(long seed, int[] array) {
        random = new Random(seed);
        this.array = array;
        budget = 10 + random.nextInt(60);
    }

    /** The same graph for the same seed. Its code uses {@code array}. */
    static Graph of(long seed, int[] array) {
        return new RandomGraphs(seed, array).make();
    }

    private Graph make() {
        for (int i = 0; i < 4; i++) {
            Type type = i < 2 ? Type.I32 : Type.I64;
            Value parameter = block.add(Op.PARAM, type).imm(i);
            variables[i < 2 ? i : i + 2] = parameter;
        }
        variables[2] = block.constant(Type.I32, corner(Type.I32));
        variables[3] = block.constant(Type.I32, 0);
        variables[6] = block.constant(Type.I64, corner(Type.I64));
        variables[7] = block.constant(Type.I64, 1);
        statements(3);
        Value sum = block.add(Op.I2L, Type.I64, variables[0]);
        for (int i = 1; i < variables.length; i++) {
            Value term = i < 4 ? block.add(Op.I2L, Type.I64, variables[i]) : variables[i];
            Value mixed = block.add(Op.MUL, Type.I64, sum, block.constant(Type.I64, 31));
            sum = block.add(Op.ADD, Type.I64, mixed, term);
        }
        block.endReturn(sum);
        return graph;
    }

    private void statements(int depth) {
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count && budget > 0; i++) {
            budget--;
            switch (random.nextInt(depth > 0 ? 16 : 12)) {
                case 0, 1, 2, 3 -> assign(variable());
                case 4 -> load();
                case 5 -> store();
                case 6 -> narrow();
                case 7 -> compare();
                case 8 -> raw();
                case 9 -> effect();
                case 10, 11 -> field();
                case 12, 13 -> branch(depth);
                case 14 -> loop(depth);
                default -> countedLoop(depth);
            }
        }
    }

    private int variable() {
        return random.nextInt(variables.length);
    }

    private static Type type(int variable) {
        return variable < 4 ? Type.I32 : Type.I64;
    }

    private long corner(Type type) {
        long corner = CORNERS[random.nextInt(CORNERS.length)] + random.nextInt(3) - 1;
        return type == Type.I32 ? (int) corner : corner;
    }

    private Value operand(Type type) {
        if (random.nextInt(3) == 0) {
            return block.constant(type, corner(type));
        }
        int half = type == Type.I32 ? 0 : 4;
        return variables[half + random.nextInt(4)];
    }

    private Value expression(Type type, int depth) {
        if (depth == 0) {
            return operand(type);
        }
        return switch (random.nextInt(7)) {
            case 0 -> block.add(pick(SHIFTS), type, expression(type, depth - 1), operand(Type.I32));
            case 1 -> block.add(pick(EXTENSIONS), type, expression(type, depth - 1));
            case 2 ->
                type == Type.I32
                        ? block.add(Op.L2I, type, expression(Type.I64, depth - 1))
                        : block.add(random.nextBoolean() ? Op.I2L : Op.ZEXT32, type, expression(Type.I32, depth - 1));
            default -> block.add(pick(SUMS), type, expression(type, depth - 1), expression(type, depth - 1));
        };
    }

    private Op pick(Op[] ops) {
        return ops[random.nextInt(ops.length)];
    }

    private void set(int variable, Value value) {
        variables[variable] = value;
    }

    private void assign(int variable) {
        set(variable, expression(type(variable), 1 + random.nextInt(3)));
    }

    private void narrow() {
        int variable = random.nextInt(4);
        set(variable, block.add(Op.AND, Type.I32, operand(Type.I32), block.constant(Type.I32, 15)));
    }

    private Value condition() {
        Type type = random.nextBoolean() ? Type.I32 : Type.I64;
        if (random.nextInt(5) == 0) {
            Value three = block.add(random.nextBoolean() ? Op.CMP : Op.CMPU, Type.I32, operand(type), operand(type));
            return block.add(pick(COMPARISONS), Type.I32, three, block.constant(Type.I32, random.nextInt(3) - 1));
        }
        return block.add(pick(COMPARISONS), Type.I32, operand(type), expression(type, random.nextInt(2)));
    }

    private void compare() {
        set(random.nextInt(4), condition());
    }

    private Value object() {
        return block.add(Op.OBJECT, Type.REF).aux(array);
    }

    /** The address of the element, behind the check of the index. */
    private Value element(Value index) {
        Value object = object();
        Value length = block.add(Op.LOAD, Type.I32, object)
                .imm(8)
                .aux(new Access(4, true, Access.Order.PLAIN, Access.Alias.LENGTH));
        Value inside = block.add(Op.LTU, Type.I32, index, length);
        block.add(Op.CHECK, Type.VOID, inside).aux(Failure.BOUNDS);
        Value wide = block.add(Op.I2L, Type.I64, index);
        return block.add(Op.ADD, Type.I64, object, block.add(Op.SHL, Type.I64, wide, block.constant(Type.I32, 2)));
    }

    private Value index() {
        if (random.nextInt(3) == 0) {
            return block.constant(Type.I32, random.nextInt(3));
        }
        Value any = operand(Type.I32);
        return random.nextInt(4) == 0
                ? any
                : block.add(Op.AND, Type.I32, any, block.constant(Type.I32, array.length - 1L));
    }

    private static Access elements() {
        return new Access(4, true, Access.Order.PLAIN, Access.Alias.array("I"));
    }

    private void load() {
        Value address = element(index());
        set(random.nextInt(4), block.add(Op.LOAD, Type.I32, address).imm(16).aux(elements()));
    }

    private void store() {
        Value address = element(index());
        block.add(Op.STORE, Type.VOID, address, operand(Type.I32)).imm(16).aux(elements());
    }

    /** Two places behind the array that nothing else overlaps with. */
    private void field() {
        int which = random.nextInt(2);
        int width = 1 << random.nextInt(3);
        Access access = new Access(width, true, Access.Order.PLAIN, Access.Alias.field("f" + which + width));
        int offset = 1000 + 100 * which + 10 * width;
        if (random.nextBoolean()) {
            block.add(Op.STORE, Type.VOID, object(), operand(Type.I32))
                    .imm(offset)
                    .aux(access);
        } else {
            set(
                    random.nextInt(4),
                    block.add(Op.LOAD, Type.I32, object()).imm(offset).aux(access));
        }
    }

    /** Opaque accesses of all widths to a few addresses. */
    private void raw() {
        Value base = block.constant(Type.I64, 0x800_0000);
        int width = 1 << random.nextInt(4);
        int wide = random.nextInt(2);
        Type type = width == 8 || wide == 1 ? Type.I64 : Type.I32;
        boolean signed = (type == Type.I32 && width == 4) || random.nextBoolean();
        Access access = new Access(width, signed, Access.Order.OPAQUE, Access.Alias.RAW);
        long offset = 8L * random.nextInt(3);
        if (random.nextBoolean()) {
            block.add(Op.STORE, Type.VOID, base, operand(type)).imm(offset).aux(access);
        } else {
            int variable = type == Type.I32 ? random.nextInt(4) : 4 + random.nextInt(4);
            set(variable, block.add(Op.LOAD, type, base).imm(offset).aux(access));
        }
    }

    private void effect() {
        set(
                4 + random.nextInt(4),
                block.add(Op.CALL, Type.I64, operand(Type.I32), operand(Type.I64))
                        .aux(EFFECT));
    }

    private void branch(int depth) {
        Value condition = condition();
        Block then = graph.newBlock();
        Block otherwise = graph.newBlock();
        Block after = graph.newBlock();
        block.endIf(condition, then, otherwise);
        Value[] before = variables.clone();
        block = then;
        statements(depth - 1);
        boolean fails = random.nextInt(10) == 0;
        Value[] left = variables.clone();
        if (fails) {
            block.endFail(new Failure("failed " + random.nextInt(100)));
        } else {
            block.endGoto(after);
        }
        System.arraycopy(before, 0, variables, 0, before.length);
        block = otherwise;
        if (random.nextBoolean()) {
            statements(depth - 1);
        }
        block.endGoto(after);
        Value[] right = variables.clone();
        block = after;
        for (int i = 0; i < variables.length; i++) {
            Value phi = after.addPhi(type(i));
            if (!fails) {
                phi.args().add(left[i]);
            }
            phi.args().add(right[i]);
            variables[i] = phi;
        }
    }

    /** A while loop over some condition, left after a few rounds at last. */
    private void loop(int depth) {
        rounds(depth, block.constant(Type.I32, 1 + random.nextInt(5)), true);
    }

    /** From 0 to the array's length, or to a number. */
    private void countedLoop(int depth) {
        Value limit = random.nextBoolean()
                ? block.add(Op.LOAD, Type.I32, object())
                        .imm(8)
                        .aux(new Access(4, true, Access.Order.PLAIN, Access.Alias.LENGTH))
                : block.add(Op.AND, Type.I32, operand(Type.I32), block.constant(Type.I32, 7));
        rounds(depth, limit, false);
    }

    private void rounds(int depth, Value limit, boolean also) {
        Block header = graph.newBlock();
        Block body = graph.newBlock();
        Block after = graph.newBlock();
        Value start = block.constant(Type.I32, 0);
        block.endGoto(header);
        List<Value> phis = new ArrayList<>();
        for (int i = 0; i < variables.length; i++) {
            Value phi = header.addPhi(type(i));
            phi.args().add(variables[i]);
            variables[i] = phi;
            phis.add(phi);
        }
        Value counter = header.addPhi(Type.I32);
        counter.args().add(start);
        block = header;
        Value goesOn = block.add(Op.LT, Type.I32, counter, limit);
        if (also) {
            goesOn = block.add(Op.AND, Type.I32, goesOn, condition());
        }
        block.endIf(goesOn, body, after);
        Value[] atExit = variables.clone();
        block = body;
        if (random.nextBoolean()) {
            set(random.nextInt(4), counter);
            Value address = element(counter);
            set(random.nextInt(4), block.add(Op.LOAD, Type.I32, address).imm(16).aux(elements()));
        }
        statements(depth - 1);
        Value next = block.add(Op.ADD, Type.I32, counter, block.constant(Type.I32, 1));
        block.endGoto(header);
        counter.args().add(next);
        for (int i = 0; i < variables.length; i++) {
            phis.get(i).args().add(variables[i]);
        }
        System.arraycopy(atExit, 0, variables, 0, atExit.length);
        block = after;
    }
}
