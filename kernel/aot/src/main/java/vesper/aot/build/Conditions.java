package vesper.aot.build;

import java.lang.classfile.Opcode;
import java.util.List;
import vesper.aot.intrinsic.Emission;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** The conditions of branches. */
final class Conditions {
    private Conditions() {}

    /** An I32 that is not 0 if the branch is taken. */
    static Value emit(Emission e, Opcode opcode, List<Operand> args) {
        Value value = args.getFirst().value();
        return switch (opcode) {
            case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE ->
                compare(e, relation(opcode), value, args.getLast().value(), false);
            case IFNULL -> compare(e, Opcode.IFEQ, value, e.constant(Type.REF, 0), false);
            case IFNONNULL -> compare(e, Opcode.IFNE, value, e.constant(Type.REF, 0), false);
            default -> withZero(e, opcode, value);
        };
    }

    /** A comparison to -1, 0 or 1 is looked through: {@code lcmp; ifge} and {@code compareUnsigned(a, b) < 0}. */
    private static Value withZero(Emission e, Opcode opcode, Value value) {
        if (value.op() == Op.CMP || value.op() == Op.CMPU) {
            return compare(e, opcode, value.arg(0), value.arg(1), value.op() == Op.CMPU);
        }
        return opcode == Opcode.IFNE ? value : compare(e, opcode, value, e.constant(Type.I32, 0), false);
    }

    private static Value compare(Emission e, Opcode relation, Value left, Value right, boolean unsigned) {
        Op less = unsigned ? Op.LTU : Op.LT;
        Op notLess = unsigned ? Op.GEU : Op.GE;
        return switch (relation) {
            case IFEQ -> e.add(Op.EQ, Type.I32, left, right);
            case IFNE -> e.add(Op.NE, Type.I32, left, right);
            case IFLT -> e.add(less, Type.I32, left, right);
            case IFGE -> e.add(notLess, Type.I32, left, right);
            case IFGT -> e.add(less, Type.I32, right, left);
            case IFLE -> e.add(notLess, Type.I32, right, left);
            default -> throw new IllegalStateException(relation.toString());
        };
    }

    private static Opcode relation(Opcode opcode) {
        return switch (opcode) {
            case IF_ICMPEQ, IF_ACMPEQ -> Opcode.IFEQ;
            case IF_ICMPNE, IF_ACMPNE -> Opcode.IFNE;
            case IF_ICMPLT -> Opcode.IFLT;
            case IF_ICMPGE -> Opcode.IFGE;
            case IF_ICMPGT -> Opcode.IFGT;
            default -> Opcode.IFLE;
        };
    }
}
