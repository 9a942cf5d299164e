package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** Expressions of integer types. */
final class Arithmetic {
    private static final List<String> OF_TWO = List.of(
            "Math.min(%s, %s)",
            "Math.max(%s, %s)",
            "@.rotateLeft(%s, (int) %s)",
            "@.rotateRight(%s, (int) %s)",
            "@.divideUnsigned(%s, %s | 1)",
            "@.remainderUnsigned(%s, %s | 1)");
    private static final List<String> OF_ONE = List.of("Math.abs(%s)", "@.reverseBytes(%s)");
    private static final List<String> COUNTS = List.of(
            "@.numberOfLeadingZeros(%s)",
            "@.numberOfTrailingZeros(%s)", "@.bitCount(%s)", "@.compareUnsigned(%s, 5)", "@.compare(%s, 5)");

    private final Draft draft;
    private final Expressions expressions;

    Arithmetic(Draft draft, Expressions expressions) {
        this.draft = draft;
        this.expressions = expressions;
    }

    String of(Primitive type, int depth) {
        return switch (type) {
            case INT -> wide(Primitive.INT, depth - 1);
            case LONG -> wide(Primitive.LONG, depth - 1);
            default ->
                "(" + type.text() + ") (" + expressions.of(draft.pick(Primitive.INT, Primitive.LONG), depth - 1) + ")";
        };
    }

    /** Of {@code int} or {@code long}. */
    private String wide(Primitive type, int depth) {
        return switch (draft.below(18)) {
            case 0, 1, 2, 3, 4 -> binary(type, draft.pick("+", "-", "-", "*", "&", "|", "^"), depth);
            case 5, 6 -> shift(type, depth);
            case 7, 13 -> division(type, depth);
            case 8 -> draft.pick("-", "~") + "(" + expressions.of(type, depth) + ")";
            case 9, 10 -> "(" + type.text() + ") (" + expressions.of(draft.integer(), depth) + ")";
            case 11 -> library(type, depth);
            case 12 -> type == Primitive.INT ? small(depth) : large(depth);
            case 15 -> ofWord(type, depth);
            case 14 -> memory(type, depth);
            default -> "(" + operand(type, depth) + draft.pick(" + ", " - ") + Literals.of(type, draft.random) + ")";
        };
    }

    private String binary(Primitive type, String operator, int depth) {
        return "(" + expressions.of(type, depth) + " " + operator + " " + operand(type, depth) + ")";
    }

    /** Of the type, or of one that is widened to it. */
    private String operand(Primitive type, int depth) {
        Primitive own = draft.chance(60) ? type : draft.integer();
        return expressions.of(own.bits() <= type.bits() ? own : type, depth);
    }

    private String shift(Primitive type, int depth) {
        String count = draft.chance(50)
                ? String.valueOf(draft.below(type.bits() + 8))
                : expressions.of(draft.pick(Primitive.INT, Primitive.LONG, Primitive.BYTE), 0);
        return "(" + expressions.of(type, depth) + draft.pick(" << ", " >> ", " >>> ") + count + ")";
    }

    private String division(Primitive type, int depth) {
        String operator = draft.pick(" / ", " % ");
        String divisor = switch (draft.below(4)) {
            case 0 -> Literals.of(type, Literals.number(draft.random) | 1);
            case 1 -> Literals.of(type, 1L << draft.below(type.bits()));
            case 2 -> "(" + expressions.of(type, depth) + " | 1)";
            default ->
                draft.chance(25)
                        ? "(" + expressions.of(type, depth) + " & 3)"
                        : "(" + expressions.of(type, 0) + " | 1)";
        };
        return "(" + expressions.of(type, depth) + operator + divisor + ")";
    }

    private String library(Primitive type, int depth) {
        String box = type == Primitive.INT ? "Integer" : "Long";
        if (draft.chance(50)) {
            String two = draft.random.pick(OF_TWO).replace("@", box);
            return two.formatted(expressions.of(type, depth), expressions.leaf(type));
        }
        return draft.random.pick(OF_ONE).replace("@", box).formatted(expressions.of(type, depth));
    }

    /** What only an {@code int} can be. */
    private String small(int depth) {
        Primitive of = draft.pick(Primitive.INT, Primitive.LONG);
        return switch (draft.below(8)) {
            case 0 ->
                draft.random
                        .pick(COUNTS)
                        .replace("@", of == Primitive.INT ? "Integer" : "Long")
                        .formatted(expressions.of(of, depth));
            case 1 -> character(depth);
            case 2 -> length();
            case 3 ->
                draft.pick("Byte", "Short").equals("Byte")
                        ? "Byte.toUnsignedInt(" + expressions.of(Primitive.BYTE, depth) + ")"
                        : "Short.toUnsignedInt(" + expressions.of(Primitive.SHORT, depth) + ")";
            case 4 ->
                "View.of(" + expressions.of(Primitive.LONG, depth) + ")"
                        + draft.pick(".i()", ".next().i()", ".at().u16(2)");
            case 5 -> constant(depth) + ".rank(" + expressions.of(Primitive.INT, 0) + ")";
            case 6 -> "GRID[" + expressions.index(depth) + "][" + expressions.index(0) + "]";
            default -> constant(depth) + ".ordinal()";
        };
    }

    private String constant(int depth) {
        return expressions.of(draft.world.enumeration, depth);
    }

    private String character(int depth) {
        String string = draft.chance(80) ? draft.random.pick(draft.world.strings) : constant(0) + ".name()";
        String index = draft.risk()
                ? expressions.of(Primitive.INT, depth)
                : "(" + expressions.of(Primitive.INT, depth) + ") & 1";
        return draft.chance(80) ? string + ".charAt(" + index + ")" : string + ".length()";
    }

    private String length() {
        List<Variable> arrays = draft.variables(variable -> variable.type() instanceof JavaType.Array);
        return arrays.isEmpty() ? "4" : draft.random.pick(arrays).text() + ".length";
    }

    /** What only a {@code long} can be. */
    private String large(int depth) {
        return switch (draft.below(5)) {
            case 0 -> "Integer.toUnsignedLong(" + expressions.of(Primitive.INT, depth) + ")";
            case 1 ->
                draft.pick("Math.multiplyHigh(", "Math.unsignedMultiplyHigh(") + expressions.of(Primitive.LONG, depth)
                        + ", " + expressions.of(Primitive.LONG, 0) + ")";
            case 2 ->
                "((long) " + expressions.of(Primitive.INT, 0) + " * " + expressions.of(Primitive.INT, depth) + ")";
            case 3 -> "View.of(" + expressions.of(Primitive.LONG, depth) + ").l()";
            default -> "(" + expressions.of(Primitive.INT, depth) + " & 0xffffffffL)";
        };
    }

    /** A word's component, or what one of its methods gives. */
    private String ofWord(Primitive type, int depth) {
        List<String> readers = new ArrayList<>();
        for (Map.Entry<JavaType.Word, List<Method>> entry : draft.world.words.entrySet()) {
            for (Method method : entry.getValue()) {
                if (method.result() == type) {
                    readers.add(expressions.of(entry.getKey(), depth) + "." + expressions.call(method, 0));
                }
            }
        }
        return readers.isEmpty() ? expressions.of(type, 0) : draft.random.pick(readers);
    }

    private String memory(Primitive type, int depth) {
        return new Memory(draft, expressions).load(type, depth);
    }
}
