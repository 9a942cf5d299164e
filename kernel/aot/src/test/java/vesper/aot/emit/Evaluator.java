package vesper.aot.emit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** What a graph computes, by the words of {@link Op}. */
final class Evaluator {
    /** A check that fails, or more steps than anything here should take. */
    static final class Panic extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Graph graph;
    private final ByteBuffer memory;
    private final long base;
    private final long[] arguments;
    private final Map<Value, Long> values = new HashMap<>();
    private int steps = 100_000;

    private Evaluator(Graph graph, byte[] memory, long base, long... arguments) {
        this.graph = graph;
        this.memory = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        this.base = base;
        this.arguments = arguments;
    }

    static long run(Graph graph, byte[] memory, long base, long... arguments) {
        return new Evaluator(graph, memory, base, arguments).run();
    }

    private long run() {
        Block from = null;
        Block at = graph.entry();
        while (true) {
            enter(at, from);
            for (Value value : at.values()) {
                if (value.op() != Op.PHI) {
                    values.put(value, truncated(value, compute(value)));
                }
                if (--steps < 0) {
                    throw new Panic();
                }
            }
            from = at;
            switch (at.kind()) {
                case GOTO -> at = at.succs().getFirst();
                case IF -> at = at.succs().get(get(control(at)) != 0 ? 0 : 1);
                case SWITCH -> at = at.succs().get(target(at.keys(), get(control(at))));
                case RETURN -> {
                    return at.control() == null ? 0 : get(control(at));
                }
                case FAIL -> throw new Panic();
            }
        }
    }

    private static Value control(Block block) {
        return Objects.requireNonNull(block.control());
    }

    private static int target(int[] keys, long value) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == value) {
                return i;
            }
        }
        return keys.length;
    }

    private void enter(Block block, @Nullable Block from) {
        Map<Value, Long> phis = new HashMap<>();
        for (Value phi : block.phis()) {
            phis.put(phi, get(phi.arg(block.preds().indexOf(from))));
        }
        values.putAll(phis);
    }

    private long get(Value value) {
        return Objects.requireNonNull(values.get(value), value::toString);
    }

    private static long truncated(Value value, long result) {
        return value.type() == Type.I32 ? (int) result : result;
    }

    private long compute(Value value) {
        List<Long> args = value.args().stream().map(this::get).toList();
        boolean word = value.type() == Type.I32;
        return switch (value.op()) {
            case CONST -> value.imm();
            case PARAM -> arguments[(int) value.imm()];
            case LOAD -> load(args.get(0) + value.imm(), value.access());
            case STORE -> store(args.get(0) + value.imm(), value.access(), args.get(1));
            case CHECK -> check(args.get(0));
            case CALL -> args.stream().reduce((sum, arg) -> 3 * sum + arg).orElse(0L);
            case I2L, L2I -> args.get(0);
            case SEXT8 -> (byte) (long) args.get(0);
            case SEXT16 -> (short) (long) args.get(0);
            case ZEXT8 -> args.get(0) & 0xff;
            case ZEXT16 -> args.get(0) & 0xffff;
            case ZEXT32 -> args.get(0) & 0xffff_ffffL;
            default ->
                word && !isComparison(value.op())
                        ? compute32(value.op(), (int) (long) args.get(0), (int) (long) args.get(1))
                        : compute64(value.op(), args.get(0), args.get(1));
        };
    }

    private static boolean isComparison(Op op) {
        return switch (op) {
            case EQ, NE, LT, GE, LTU, GEU, CMP, CMPU -> true;
            default -> false;
        };
    }

    private static long check(long condition) {
        if (condition == 0) {
            throw new Panic();
        }
        return 0;
    }

    private static long compute64(Op op, long a, long b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case MULH -> Math.multiplyHigh(a, b);
            case MULHU -> Math.unsignedMultiplyHigh(a, b);
            case DIV -> b == 0 ? -1 : a / b;
            case REM -> b == 0 ? a : a % b;
            case DIVU -> b == 0 ? -1 : Long.divideUnsigned(a, b);
            case REMU -> b == 0 ? a : Long.remainderUnsigned(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHL -> a << b;
            case SHR -> a >> b;
            case USHR -> a >>> b;
            case EQ -> a == b ? 1 : 0;
            case NE -> a != b ? 1 : 0;
            case LT -> a < b ? 1 : 0;
            case GE -> a >= b ? 1 : 0;
            case LTU -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
            case GEU -> Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
            case CMP -> Long.compare(a, b);
            case CMPU -> Long.compareUnsigned(a, b);
            default -> throw new IllegalArgumentException(op.toString());
        };
    }

    private static long compute32(Op op, int a, int b) {
        return switch (op) {
            case MULH -> ((long) a * b) >> 32;
            case MULHU -> ((a & 0xffff_ffffL) * (b & 0xffff_ffffL)) >> 32;
            case DIV -> b == 0 ? -1 : a / b;
            case REM -> b == 0 ? a : a % b;
            case DIVU -> b == 0 ? -1 : Integer.divideUnsigned(a, b);
            case REMU -> b == 0 ? a : Integer.remainderUnsigned(a, b);
            case SHL -> a << b;
            case SHR -> a >> b;
            case USHR -> a >>> b;
            default -> compute64(op, a, b);
        };
    }

    private long load(long address, Access access) {
        int at = Math.toIntExact(address - base);
        boolean signed = access.signed();
        return switch (access.width()) {
            case 1 -> signed ? memory.get(at) : memory.get(at) & 0xff;
            case 2 -> signed ? memory.getShort(at) : memory.getShort(at) & 0xffff;
            case 4 -> signed ? memory.getInt(at) : memory.getInt(at) & 0xffff_ffffL;
            default -> memory.getLong(at);
        };
    }

    private long store(long address, Access access, long value) {
        int at = Math.toIntExact(address - base);
        switch (access.width()) {
            case 1 -> memory.put(at, (byte) value);
            case 2 -> memory.putShort(at, (short) value);
            case 4 -> memory.putInt(at, (int) value);
            default -> memory.putLong(at, value);
        }
        return 0;
    }
}
