package vesper.aot.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What args, types and aux the values of each {@link Op} have. */
final class Shapes {
    private Shapes() {}

    /** What is wrong with the value, or null. */
    static @Nullable String complaint(Graph graph, Value value) {
        List<Type> types = value.args().stream().map(Value::type).toList();
        Type type = value.type();
        return switch (value.op()) {
            case CONST -> constant(value, types);
            case OBJECT -> demand(types.isEmpty() && type == Type.REF && value.hasAux(), "needs an object");
            case SYMBOL ->
                demand(types.isEmpty() && isWide(type) && value.aux() instanceof String, "needs the name of a symbol");
            case PARAM -> parameter(graph, value);
            case PHI -> phi(value, types);
            case ADD ->
                demand(
                        (types.equals(List.of(type, type)) && isInteger(type))
                                || (types.equals(List.of(Type.REF, Type.I64)) && type == Type.I64),
                        "adds " + types + " to " + type);
            case SUB, MUL, MULH, MULHU, DIV, REM, DIVU, REMU, AND, OR, XOR ->
                demand(isInteger(type) && types.equals(List.of(type, type)), "has args " + types);
            case SHL, SHR, USHR ->
                demand(isInteger(type) && types.equals(List.of(type, Type.I32)), "has args " + types);
            case EQ, NE, LT, GE, LTU, GEU, CMP, CMPU ->
                demand(
                        type == Type.I32
                                && types.size() == 2
                                && types.get(0) == types.get(1)
                                && types.get(0) != Type.VOID,
                        "compares " + types);
            case SEXT8, SEXT16, ZEXT8, ZEXT16 ->
                demand(isInteger(type) && types.equals(List.of(type)), "extends " + types);
            case I2L, ZEXT32 -> demand(type == Type.I64 && types.equals(List.of(Type.I32)), "extends " + types);
            case L2I -> demand(type == Type.I32 && types.equals(List.of(Type.I64)), "narrows " + types);
            case LOAD, STORE -> access(value, types);
            case AMO ->
                demand(
                        value.aux() instanceof Amo && types.size() == 2 && isWide(types.get(0)) && types.get(1) == type,
                        "has args " + types);
            case CAS -> demand(types.size() == 3 && isWide(types.get(0)) && type == Type.I32, "has args " + types);
            case CHECK ->
                demand(
                        types.equals(List.of(Type.I32)) && value.aux() instanceof Failure,
                        "needs a condition and a failure");
            case INSTANCE_OF ->
                demand(
                        types.equals(List.of(Type.REF)) && value.aux() instanceof String,
                        "needs a reference and a class");
            case CALL, CALL_VIRTUAL ->
                demand(value.aux() instanceof MethodRef && types.size() <= 8, "needs a method and at most 8 args");
            case CALL_INDIRECT -> demand(!types.isEmpty() && types.size() <= 9, "needs an address and at most 8 args");
            case CSR_WRITE, SET_TP -> demand(types.size() == 1 && type == Type.VOID, "has args " + types);
            case CSR_SWAP, CSR_SET, CSR_CLEAR -> demand(types.size() == 1 && type != Type.VOID, "has args " + types);
            case CSR_READ, GET_TP -> demand(types.isEmpty() && type != Type.VOID, "has args " + types);
            case ECALL -> demand(types.size() >= 4 && types.size() <= 5 && type != Type.VOID, "has args " + types);
            case SFENCE_VMA -> demand(types.size() <= 1, "has args " + types);
            case FENCE, WFI, PAUSE, FENCE_I -> demand(types.isEmpty() && type == Type.VOID, "has args " + types);
        };
    }

    private static @Nullable String constant(Value value, List<Type> args) {
        boolean fits = value.type() != Type.I32 || value.imm() == (int) value.imm();
        boolean isNull = value.type() != Type.REF || value.imm() == 0;
        return demand(
                args.isEmpty() && value.type() != Type.VOID && fits && isNull, "is no constant of " + value.type());
    }

    private static @Nullable String parameter(Graph graph, Value value) {
        return demand(
                value.block() == graph.entry()
                        && value.imm() >= 0
                        && value.imm() < graph.parameters().size()
                        && graph.parameters().get((int) value.imm()) == value.type(),
                "is no parameter of " + graph.parameters() + " in the entry");
    }

    private static @Nullable String phi(Value value, List<Type> args) {
        int preds = value.block().preds().size();
        if (args.size() != preds) {
            return "has " + args.size() + " args for " + preds + " predecessors";
        }
        return demand(args.stream().allMatch(t -> t == value.type()), "of " + value.type() + " has args " + args);
    }

    private static @Nullable String access(Value value, List<Type> args) {
        boolean load = value.op() == Op.LOAD;
        if (!(value.aux() instanceof Access access) || args.size() != (load ? 1 : 2) || !isWide(args.get(0))) {
            return "has args " + args;
        }
        Type type = load ? value.type() : args.get(1);
        boolean widths = access.width() == 8 ? isWide(type) : isInteger(type);
        return demand(widths && type != Type.VOID && (load || value.type() == Type.VOID), "accesses " + type);
    }

    private static boolean isInteger(Type type) {
        return type == Type.I32 || type == Type.I64;
    }

    private static boolean isWide(Type type) {
        return type == Type.I64 || type == Type.REF;
    }

    private static @Nullable String demand(boolean holds, String complaint) {
        return holds ? null : complaint;
    }
}
