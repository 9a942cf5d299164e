package vesper.aot.opt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * What is known at one place of a graph: an interval for each value, that a condition holds or doesn't, and that a value
 * is at most another plus a constant. Facts learnt since a {@link #mark} are forgotten by {@link #reset}.
 */
final class Facts {
    private static final int DEPTH = 5;
    private static final int NEWEST = 8; // facts of one value that a proof looks at
    private static final long LARGEST_OFFSET = 1L << 40; // so that sums of a few don't overflow

    /** At most {@code other + offset}. */
    private record Bound(Value other, long offset) {}

    private final Interval[] base; // by value id: where it is defined; null of what wasn't seen yet
    private final Map<Value, Interval> intervals = new HashMap<>();
    private final Map<Value, Boolean> conditions = new HashMap<>();
    private final Map<Value, List<Bound>> bounds = new HashMap<>();
    private final List<Runnable> undo = new ArrayList<>();

    Facts(@Nullable Interval[] base) {
        this.base = base;
    }

    int mark() {
        return undo.size();
    }

    void reset(int mark) {
        while (undo.size() > mark) {
            undo.removeLast().run();
        }
    }

    Interval interval(Value value) {
        Interval known = intervals.get(value);
        if (known != null) {
            return known;
        }
        Interval defined = value.id() < base.length ? base[value.id()] : null;
        return defined == null ? Interval.of(value.type()) : defined;
    }

    // Learning

    /** From here on the condition is known to be true, or false. */
    void learn(Value condition, boolean holds) {
        if (conditions.putIfAbsent(condition, holds) == null) {
            undo.add(() -> conditions.remove(condition));
        }
        if (!Arithmetic.isComparison(condition.op())) {
            refine(condition, holds ? interval(condition).without(0) : Interval.constant(0));
            return;
        }
        Value a = condition.arg(0);
        Value b = condition.arg(1);
        switch (holds ? condition.op() : Arithmetic.inverse(condition.op())) {
            case EQ -> equal(a, b);
            case NE -> differ(a, b);
            case LT -> atMost(a, b, -1);
            case GE -> atMost(b, a, 0);
            case LTU -> {
                if (interval(b).isNonNegative()) { // then so is a, and both are as if signed
                    refine(a, new Interval(0, Long.MAX_VALUE));
                    atMost(a, b, -1);
                }
            }
            default -> {
                if (interval(a).isNonNegative()) {
                    refine(b, new Interval(0, Long.MAX_VALUE));
                    atMost(b, a, 0);
                }
            }
        }
    }

    /** From here on the value is the constant. */
    void know(Value value, long constant) {
        refine(value, Interval.constant(constant));
    }

    private void equal(Value a, Value b) {
        refine(a, interval(b));
        refine(b, interval(a));
        if (a.type() != Type.REF) {
            bound(a, b, 0);
            bound(b, a, 0);
        }
    }

    private void differ(Value a, Value b) {
        if (interval(b).isConstant()) {
            refine(a, interval(a).without(interval(b).low()));
        }
        if (interval(a).isConstant()) {
            refine(b, interval(b).without(interval(a).low()));
        }
        // At most, and not equal: less
        if (atMostProven(a, b, 0)) {
            atMost(a, b, -1);
        } else if (atMostProven(b, a, 0)) {
            atMost(b, a, -1);
        }
    }

    private void atMost(Value a, Value b, long offset) {
        if (interval(b).high() != Long.MIN_VALUE) {
            refine(a, interval(a).atMost(interval(b).high() + offset));
        }
        if (interval(a).low() != Long.MAX_VALUE) {
            refine(b, interval(b).atLeast(interval(a).low() - offset));
        }
        bound(a, b, offset);
    }

    private void bound(Value a, Value b, long offset) {
        List<Bound> known = bounds.computeIfAbsent(a, v -> new ArrayList<>());
        known.add(new Bound(b, offset));
        undo.add(known::removeLast);
    }

    private void refine(Value value, Interval to) {
        Interval old = interval(value);
        Interval now = old.meet(to);
        if (now.equals(old) || value.isConst()) {
            return;
        }
        Interval before = intervals.put(value, now);
        undo.add(() -> {
            if (before == null) {
                intervals.remove(value);
            } else {
                intervals.put(value, before);
            }
        });
        if (value.op() == Op.I2L) {
            refine(value.arg(0), now);
        } else if (isExactOffset(value)) {
            Interval offset = Interval.constant(value.arg(1).imm());
            refine(value.arg(0), now.minus(offset, value.type()));
        }
    }

    /** Whether it is an arg plus a constant, as in arithmetic. */
    private boolean isExactOffset(Value value) {
        return SumRules.isOffset(value)
                && value.arg(0).type() == value.type()
                && new Interval(-LARGEST_OFFSET, LARGEST_OFFSET)
                        .contains(value.arg(1).imm())
                && interval(value.arg(0))
                        .addsExactly(Interval.constant(value.arg(1).imm()), value.type());
    }

    // Asking

    /** Whether the condition is known to hold (TRUE) or not to (FALSE); null if it may be either. */
    @Nullable
    Boolean decide(Value condition) {
        Boolean known = conditions.get(condition);
        if (known != null) {
            return known;
        }
        Interval interval = interval(condition);
        if (!interval.contains(0)) {
            return true;
        }
        if (interval.isConstant()) {
            return false;
        }
        return Arithmetic.isComparison(condition.op()) ? compare(condition) : null;
    }

    private @Nullable Boolean compare(Value condition) {
        Value a = condition.arg(0);
        Value b = condition.arg(1);
        boolean positive = condition.op() == Op.EQ || condition.op() == Op.LT || condition.op() == Op.LTU;
        Boolean answer = switch (condition.op()) {
            case EQ, NE -> equals(a, b);
            case LT, GE -> less(a, b);
            default -> lessUnsigned(a, b);
        };
        return answer == null ? null : answer == positive;
    }

    private @Nullable Boolean equals(Value a, Value b) {
        Interval x = interval(a);
        Interval y = interval(b);
        if (x.isConstant() && x.equals(y)) {
            return true;
        }
        if (x.high() < y.low() || y.high() < x.low()) {
            return false;
        }
        boolean apart = a.type() != Type.REF && (atMostProven(a, b, -1) || atMostProven(b, a, -1));
        return apart ? false : null;
    }

    /** Whether {@code a < b}. */
    @Nullable
    Boolean less(Value a, Value b) {
        if (atMostProven(a, b, -1)) {
            return true;
        }
        return atMostProven(b, a, 0) ? false : null;
    }

    private @Nullable Boolean lessUnsigned(Value a, Value b) {
        Interval x = interval(a);
        Interval y = interval(b);
        if (x.isNonNegative() && y.isNonNegative()) {
            return less(a, b);
        }
        if (x.high() < 0 && y.isNonNegative()) { // a is the greater, unsigned
            return false;
        }
        return (x.isNonNegative() && y.high() < 0) ? true : null;
    }

    /** Whether {@code a <= b + offset} is certain. */
    private boolean atMostProven(Value a, Value b, long offset) {
        return prove(a, b, offset, DEPTH);
    }

    private boolean prove(Value a, Value b, long offset, int depth) {
        if (a == b) {
            return offset >= 0;
        }
        Interval x = interval(a);
        Interval y = interval(b);
        if (y.addsExactly(Interval.constant(offset), Type.I64) && x.high() <= y.low() + offset) {
            return true;
        }
        if (depth == 0) {
            return false;
        }
        List<Bound> known = bounds.getOrDefault(a, List.of());
        for (Bound bound : known.subList(Math.max(0, known.size() - NEWEST), known.size())) {
            if (prove(bound.other(), b, offset - bound.offset(), depth - 1)) {
                return true;
            }
        }
        if (isExactOffset(b) && prove(a, b.arg(0), offset + b.arg(1).imm(), depth - 1)) {
            return true;
        }
        return byDefinition(a, b, offset, depth - 1);
    }

    private boolean byDefinition(Value a, Value b, long offset, int depth) {
        return switch (a.op()) {
            case ADD -> isExactOffset(a) && prove(a.arg(0), b, offset - a.arg(1).imm(), depth);
            case SUB -> {
                Interval x = interval(a.arg(0));
                Interval y = interval(a.arg(1));
                boolean exact =
                        y.isNonNegative() && x.low() >= Interval.of(a.type()).low() + y.high();
                yield exact && y.low() < LARGEST_OFFSET && prove(a.arg(0), b, offset + y.low(), depth);
            }
            case SHR, USHR, DIV, DIVU -> {
                boolean shrinks = interval(a.arg(0)).isNonNegative();
                boolean divides = a.op() == Op.SHR
                        || a.op() == Op.USHR
                        || interval(a.arg(1)).low() > 0;
                yield shrinks && divides && prove(a.arg(0), b, offset, depth);
            }
            case AND ->
                (interval(a.arg(0)).isNonNegative() && prove(a.arg(0), b, offset, depth))
                        || (interval(a.arg(1)).isNonNegative() && prove(a.arg(1), b, offset, depth));
            case REM -> interval(a.arg(1)).low() > 0 && prove(a.arg(1), b, offset + 1, depth);
            default -> false;
        };
    }
}
