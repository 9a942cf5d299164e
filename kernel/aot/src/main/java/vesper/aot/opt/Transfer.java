package vesper.aot.opt;

import java.util.function.Function;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** The interval of what an operation gives, from those of its args. */
final class Transfer {
    private Transfer() {}

    static Interval of(Value value, Function<Value, Interval> args) {
        Type type = value.type();
        Interval all = Interval.of(type);
        return switch (value.op()) {
            case CONST -> Interval.constant(value.imm());
            case OBJECT, SYMBOL -> Interval.NON_NULL;
            case PARAM -> isReceiver(value) ? Interval.NON_NULL : all;
            case LOAD -> load(value);
            case EQ, NE, LT, GE, LTU, GEU, INSTANCE_OF, CAS -> Interval.BOOLEAN;
            case CMP, CMPU -> new Interval(-1, 1);
            case ADD -> args.apply(value.arg(0)).plus(args.apply(value.arg(1)), type);
            case SUB -> args.apply(value.arg(0)).minus(args.apply(value.arg(1)), type);
            case MUL -> args.apply(value.arg(0)).times(args.apply(value.arg(1)), type);
            case AND -> and(value, args.apply(value.arg(0)), args.apply(value.arg(1)));
            case OR, XOR -> or(args.apply(value.arg(0)), args.apply(value.arg(1)), all);
            case SHL, SHR, USHR -> shift(value, args.apply(value.arg(0)), args.apply(value.arg(1)));
            case DIV, DIVU -> quotient(value, args.apply(value.arg(0)), args.apply(value.arg(1)));
            case REM, REMU -> remainder(value, args.apply(value.arg(0)), args.apply(value.arg(1)));
            case SEXT8 -> extension(args.apply(value.arg(0)), Interval.bits(8, true));
            case SEXT16 -> extension(args.apply(value.arg(0)), Interval.bits(16, true));
            case ZEXT8 -> extension(args.apply(value.arg(0)), Interval.bits(8, false));
            case ZEXT16 -> extension(args.apply(value.arg(0)), Interval.bits(16, false));
            case I2L -> args.apply(value.arg(0));
            case L2I -> extension(args.apply(value.arg(0)), all);
            case ZEXT32 -> extension(args.apply(value.arg(0)), Interval.bits(32, false));
            default -> all;
        };
    }

    private static Interval extension(Interval arg, Interval result) {
        return result.contains(arg) ? arg : result;
    }

    /** The receiver was checked before the call. */
    private static boolean isReceiver(Value parameter) {
        Block block = parameter.block();
        return parameter.imm() == 0 && parameter.type() == Type.REF && hasReceiver(block.graph());
    }

    /** Whether there is one parameter more than the descriptor says. */
    static boolean hasReceiver(Graph graph) {
        String descriptor = graph.method().descriptor();
        int count = 0;
        for (int i = 1; descriptor.charAt(i) != ')'; i++) {
            while (descriptor.charAt(i) == '[') {
                i++;
            }
            if (descriptor.charAt(i) == 'L') {
                i = descriptor.indexOf(';', i);
            }
            count++;
        }
        return graph.parameters().size() == count + 1;
    }

    private static Interval load(Value load) {
        if (load.access().alias().equals(Alias.LENGTH)) {
            return Interval.LENGTH;
        }
        int width = load.access().width();
        boolean whole = width == 8 || (width == 4 && load.type() == Type.I32);
        return whole
                ? Interval.of(load.type())
                : Interval.bits(8 * width, load.access().signed());
    }

    private static Interval and(Value value, Interval a, Interval b) {
        if (a.isNonNegative() || b.isNonNegative()) {
            long high = Math.min(
                    a.isNonNegative() ? a.high() : Long.MAX_VALUE, b.isNonNegative() ? b.high() : Long.MAX_VALUE);
            return new Interval(0, high);
        }
        return Interval.of(value.type());
    }

    private static Interval or(Interval a, Interval b, Interval all) {
        if (!a.isNonNegative() || !b.isNonNegative()) {
            return all;
        }
        long bits = a.high() | b.high();
        return new Interval(0, bits == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(bits));
    }

    private static Interval shift(Value value, Interval a, Interval count) {
        int width = value.type() == Type.I32 ? 32 : 64;
        Interval all = Interval.of(value.type());
        if (!count.isConstant()) {
            return switch (value.op()) {
                case SHL -> all;
                case SHR -> new Interval(Math.min(a.low(), 0), Math.max(a.high(), 0));
                default -> a.isNonNegative() ? new Interval(0, a.high()) : all;
            };
        }
        int n = (int) count.low() & (width - 1);
        return switch (value.op()) {
            case SHL -> n < 62 ? a.times(Interval.constant(1L << n), value.type()) : all;
            case SHR -> new Interval(a.low() >> n, a.high() >> n);
            default -> {
                if (a.isNonNegative()) {
                    yield new Interval(a.low() >>> n, a.high() >>> n);
                }
                yield n == 0 ? all : Interval.bits(width - n, false);
            }
        };
    }

    private static Interval quotient(Value value, Interval a, Interval b) {
        if (a.isNonNegative() && b.low() > 0) {
            return new Interval(a.low() / b.high(), a.high() / b.low());
        }
        if (b.low() > 0 && value.op() == Op.DIV) {
            return new Interval(Math.min(a.low(), 0), Math.max(a.high(), 0));
        }
        return Interval.of(value.type());
    }

    private static Interval remainder(Value value, Interval a, Interval b) {
        boolean signed = value.op() == Op.REM;
        if (b.low() <= 0) {
            return a.isNonNegative() && signed ? new Interval(0, a.high()) : Interval.of(value.type());
        }
        if (a.isNonNegative()) {
            return new Interval(0, Math.min(a.high(), b.high() - 1));
        }
        return signed
                ? new Interval(Math.max(a.low(), 1 - b.high()), Math.max(0, Math.min(a.high(), b.high() - 1)))
                : new Interval(0, b.high() - 1);
    }
}
