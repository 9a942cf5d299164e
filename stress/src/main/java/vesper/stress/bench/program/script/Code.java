package vesper.stress.bench.program.script;

import vesper.stress.bench.program.Apart;

/** Bytecode that grows at its end. */
final class Code extends Apart {
    final byte[] bytes;
    int length;

    Code(int size) {
        bytes = bytes(size);
    }

    void emit(int op) {
        bytes[length++] = (byte) op;
    }

    void emit(int op, int operand) {
        emit(op);
        emit(operand >> 8);
        emit(operand);
    }

    /** A number of any size, in parts of 15 bits. */
    void emitNumber(long value) {
        if (value == (short) value) {
            emit(Op.PUSH, (int) value);
        } else {
            emitNumber(value >> 15);
            emit(Op.WIDE, (int) value & 0x7fff);
        }
    }

    int op(int at) {
        return bytes[at];
    }

    int operand(int at) {
        return bytes[at + 1] << 8 | (bytes[at + 2] & 0xff);
    }

    /** Says where a jump at a place leads. */
    void patch(int at, int target) {
        bytes[at + 1] = (byte) (target >> 8);
        bytes[at + 2] = (byte) target;
    }

    static boolean isJump(int op) {
        return switch (op) {
            case Op.JUMP, Op.JUMP_IF_ZERO, Op.JUMP_IF_NOT_ZERO, Op.JUMP_IF_NOT_LESS, Op.CALL -> true;
            default -> false;
        };
    }
}
