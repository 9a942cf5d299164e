package vesper.stress.compiler.generate;

import java.util.List;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** Lines that fail, for reasons that only the running program knows. */
final class Panics {
    private final Draft draft;
    private final Expressions expressions;

    Panics(Draft draft, Expressions expressions) {
        this.draft = draft;
        this.expressions = expressions;
    }

    /** Statements of which the last fails, unless what they call has changed what they rely on. */
    List<Source> code() {
        return List.of(
                Source.line("sum += " + expressions.of(Primitive.LONG, 2) + ";"),
                Source.line("int zero = nothing == null ? 0 : 1;"),
                Source.line(failing()),
                Source.line(draft.point("sum")));
    }

    private String failing() {
        return switch (draft.below(9)) {
            case 0 ->
                "sum += A_" + draft.pick("int", "byte", "char", "long") + "[zero " + draft.pick("- 1", "+ 10", "+ 4096")
                        + "];";
            case 1 -> "A_" + draft.pick("int", "short", "long") + "[zero + 99] = 5;";
            case 2 -> "sum += S0.charAt(zero - 1);";
            case 3 -> "sum += " + expressions.of(Primitive.INT, 1) + draft.pick(" / ", " % ") + "zero;";
            case 4 -> "s_long " + draft.pick("/=", "%=") + " zero;";
            case 5 -> draft.pick("nothing.next = O0;", "any = nothing.next;", "sum = nothing.fold(sum);");
            case 6 -> "sum += ((int[]) THINGS[zero + 1])[0];";
            case 7 -> "NARROW[zero] = (C0) THINGS[4];";
            default -> "any = (C1) THINGS[zero + 4];";
        };
    }
}
