package vesper.aot.build;

import java.lang.classfile.Opcode;
import java.util.List;
import vesper.aot.intrinsic.Emission;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** The instructions that compute with numbers. */
final class Arithmetic {
    private Arithmetic() {}

    static Operand emit(Emission e, Opcode opcode, List<Operand> args) {
        Value first = args.getFirst().value();
        return switch (opcode) {
            case INEG -> new Operand(int.class, negate(e, first));
            case LNEG -> new Operand(long.class, negate(e, first));
            case LCMP ->
                new Operand(
                        int.class, e.add(Op.CMP, Type.I32, first, args.getLast().value()));
            case I2L -> new Operand(long.class, e.add(Op.I2L, Type.I64, first));
            case L2I -> new Operand(int.class, e.add(Op.L2I, Type.I32, first));
            case I2B -> new Operand(int.class, e.add(Op.SEXT8, Type.I32, first));
            case I2S -> new Operand(int.class, e.add(Op.SEXT16, Type.I32, first));
            case I2C -> new Operand(int.class, e.add(Op.ZEXT16, Type.I32, first));
            default -> binary(e, op(opcode), args);
        };
    }

    private static Value negate(Emission e, Value value) {
        return e.add(Op.SUB, value.type(), e.constant(value.type(), 0), value);
    }

    private static Operand binary(Emission e, Op op, List<Operand> args) {
        Value left = args.getFirst().value();
        Value right = args.getLast().value();
        if (op == Op.DIV || op == Op.REM) {
            e.checkDivisor(right);
        }
        return new Operand(args.getFirst().type(), e.add(op, left.type(), left, right));
    }

    private static Op op(Opcode opcode) {
        return switch (opcode) {
            case IADD, LADD -> Op.ADD;
            case ISUB, LSUB -> Op.SUB;
            case IMUL, LMUL -> Op.MUL;
            case IDIV, LDIV -> Op.DIV;
            case IREM, LREM -> Op.REM;
            case IAND, LAND -> Op.AND;
            case IOR, LOR -> Op.OR;
            case IXOR, LXOR -> Op.XOR;
            case ISHL, LSHL -> Op.SHL;
            case ISHR, LSHR -> Op.SHR;
            case IUSHR, LUSHR -> Op.USHR;
            default -> throw new IllegalStateException(opcode + " is to be refused");
        };
    }
}
