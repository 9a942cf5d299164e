package vesper.stress.bench.program.script;

import vesper.stress.bench.program.Apart;

/** Makes two or three operations one where nothing jumps between them, folds constants, and threads jumps. */
final class Peephole extends Apart {
    private static final int SIZE = 1024;

    private final boolean[] target = new boolean[SIZE + 64];
    private final short[] moved = shorts(SIZE);
    private final Code to;

    Peephole(Code to) {
        this.to = to;
    }

    void improve(Code from) {
        markTargets(from);
        to.length = 0;
        int at = 0;
        while (at < from.length) {
            moved[at] = (short) to.length;
            at += group(from, at);
        }
        for (int i = 0; i < to.length; i += Op.length(to.op(i))) {
            if (Code.isJump(to.op(i))) {
                to.patch(i, moved[to.operand(i)]);
            }
        }
    }

    /** And lets a jump to a jump lead where that leads. */
    private void markTargets(Code from) {
        for (int i = 0; i < from.length; i++) {
            target[i] = false;
        }
        for (int i = 0; i < from.length; i += Op.length(from.op(i))) {
            if (Code.isJump(from.op(i))) {
                int place = from.operand(i);
                int hops = 0;
                while (from.op(place) == Op.JUMP && hops < 8) {
                    place = from.operand(place);
                    hops++;
                }
                from.patch(i, place);
                target[place] = true;
            }
        }
    }

    /** Writes what begins at a place; {@return how many bytes it was} */
    private int group(Code from, int at) {
        int op = from.op(at);
        int length = Op.length(op);
        int next = at + length;
        if (next < from.length && !target[next]) {
            int taken = pair(from, at, op, next, from.op(next));
            if (taken > 0) {
                return taken;
            }
        }
        copy(from, at, length);
        return length;
    }

    private void copy(Code from, int at, int length) {
        for (int i = 0; i < length; i++) {
            to.emit(from.bytes[at + i]);
        }
    }

    /** {@return 0 if nothing can be done} */
    private int pair(Code from, int at, int op, int next, int second) {
        switch (op) {
            case Op.PUSH -> {
                return constant(from, at, next, second);
            }
            case Op.LOAD -> {
                return local(from, at, next, second);
            }
            case Op.LT -> {
                if (second == Op.JUMP_IF_ZERO) {
                    to.emit(Op.JUMP_IF_NOT_LESS, from.operand(next));
                    return 4;
                }
            }
            case Op.NOT -> {
                if (second == Op.JUMP_IF_ZERO) {
                    to.emit(Op.JUMP_IF_NOT_ZERO, from.operand(next));
                    return 4;
                }
            }
            case Op.SWAP -> {
                if (second == Op.ADD || second == Op.MUL) {
                    to.emit(second);
                    return 2;
                }
            }
            default -> {
                return 0;
            }
        }
        return 0;
    }

    private int constant(Code from, int at, int next, int second) {
        int value = from.operand(at);
        switch (second) {
            case Op.ADD -> to.emit(Op.ADD_CONSTANT, value);
            case Op.SUB -> {
                if (value == Short.MIN_VALUE) {
                    return 0;
                }
                to.emit(Op.ADD_CONSTANT, -value);
            }
            case Op.MUL -> {
                if (value > 0 && (value & value - 1) == 0) {
                    to.emit(Op.PUSH, Integer.numberOfTrailingZeros(value));
                    to.emit(Op.SHL);
                } else {
                    to.emit(Op.MUL_CONSTANT, value);
                }
            }
            case Op.NEG -> {
                if (value == Short.MIN_VALUE) {
                    return 0;
                }
                to.emit(Op.PUSH, -value);
            }
            case Op.NOT -> to.emit(Op.PUSH, value == 0 ? 1 : 0);
            case Op.PUSH -> {
                return twoConstants(from, value, next);
            }
            default -> {
                return 0;
            }
        }
        return 4;
    }

    /** What is known already is computed here. */
    private int twoConstants(Code from, int value, int next) {
        int third = next + 3;
        if (third >= from.length || target[third]) {
            return 0;
        }
        int other = from.operand(next);
        int result;
        switch (from.op(third)) {
            case Op.ADD -> result = value + other;
            case Op.SUB -> result = value - other;
            case Op.MUL -> result = value * other;
            case Op.AND -> result = value & other;
            case Op.OR -> result = value | other;
            case Op.XOR -> result = value ^ other;
            case Op.SHL -> result = value << (other & 15);
            default -> {
                return 0;
            }
        }
        if (result != (short) result) {
            return 0;
        }
        to.emit(Op.PUSH, result);
        return 7;
    }

    private int local(Code from, int at, int next, int second) {
        int variable = from.operand(at);
        if (second == Op.LOAD && variable < 128 && from.operand(next) < 128) {
            to.emit(Op.LOAD_LOAD, variable << 8 | from.operand(next));
            return 6;
        }
        int third = next + 3;
        int fourth = third + 1;
        boolean whole = fourth < from.length && !target[third] && !target[fourth];
        if (second == Op.PUSH
                && whole
                && from.op(third) == Op.ADD
                && from.op(fourth) == Op.STORE
                && from.operand(fourth) == variable
                && from.operand(next) == 1) {
            to.emit(Op.INCREMENT, variable);
            return 10;
        }
        return 0;
    }
}
