package vesper.stress.bench.program.script;

import vesper.stress.bench.program.Apart;

/** A stack machine. */
final class Machine extends Apart {
    private static final int STACK = 512;
    private static final int GLOBALS = 128;
    private static final int DEEPEST = 64;

    private final long[] stack = longs(STACK);
    private final long[] globals = longs(GLOBALS);
    private final int[] returns = ints(DEEPEST);
    private final int[] frames = ints(DEEPEST);
    private long printed;
    private long steps;

    /** {@return what follows from all that was printed} */
    long run(Code code) {
        for (int i = 0; i < GLOBALS; i++) {
            globals[i] = 0;
        }
        printed = 0;
        steps = 0;
        execute(code);
        return printed;
    }

    long steps() {
        return steps;
    }

    private static long divided(long a, long b) {
        return b == 0 ? 0 : a / b;
    }

    private static long remainder(long a, long b) {
        return b == 0 ? a : a % b;
    }

    private void execute(Code code) {
        final long[] stack = this.stack;
        int pc = 0;
        int sp = 0; // the first free place
        int frame = 0;
        int depth = 0;
        while (true) {
            steps++;
            int op = code.op(pc);
            if (op < Op.PUSH) {
                pc++;
                switch (op) {
                    case Op.HALT -> {
                        return;
                    }
                    case Op.ADD -> {
                        sp--;
                        stack[sp - 1] += stack[sp];
                    }
                    case Op.SUB -> {
                        sp--;
                        stack[sp - 1] -= stack[sp];
                    }
                    case Op.MUL -> {
                        sp--;
                        stack[sp - 1] *= stack[sp];
                    }
                    case Op.DIV -> {
                        sp--;
                        stack[sp - 1] = divided(stack[sp - 1], stack[sp]);
                    }
                    case Op.REM -> {
                        sp--;
                        stack[sp - 1] = remainder(stack[sp - 1], stack[sp]);
                    }
                    case Op.AND -> {
                        sp--;
                        stack[sp - 1] &= stack[sp];
                    }
                    case Op.OR -> {
                        sp--;
                        stack[sp - 1] |= stack[sp];
                    }
                    case Op.XOR -> {
                        sp--;
                        stack[sp - 1] ^= stack[sp];
                    }
                    case Op.SHL -> {
                        sp--;
                        stack[sp - 1] <<= stack[sp];
                    }
                    case Op.SHR -> {
                        sp--;
                        stack[sp - 1] >>= stack[sp];
                    }
                    case Op.LT -> {
                        sp--;
                        stack[sp - 1] = stack[sp - 1] < stack[sp] ? 1 : 0;
                    }
                    case Op.LE -> {
                        sp--;
                        stack[sp - 1] = stack[sp - 1] <= stack[sp] ? 1 : 0;
                    }
                    case Op.EQ -> {
                        sp--;
                        stack[sp - 1] = stack[sp - 1] == stack[sp] ? 1 : 0;
                    }
                    case Op.NE -> {
                        sp--;
                        stack[sp - 1] = stack[sp - 1] != stack[sp] ? 1 : 0;
                    }
                    case Op.NEG -> stack[sp - 1] = -stack[sp - 1];
                    case Op.NOT -> stack[sp - 1] = stack[sp - 1] == 0 ? 1 : 0;
                    case Op.POP -> sp--;
                    case Op.DUP -> {
                        stack[sp] = stack[sp - 1];
                        sp++;
                    }
                    case Op.SWAP -> {
                        long top = stack[sp - 1];
                        stack[sp - 1] = stack[sp - 2];
                        stack[sp - 2] = top;
                    }
                    case Op.LOAD_ELEMENT -> stack[sp - 1] = globals[(int) stack[sp - 1]];
                    case Op.STORE_ELEMENT -> {
                        sp -= 2;
                        globals[(int) stack[sp]] = stack[sp + 1];
                    }
                    case Op.RETURN -> {
                        long result = stack[sp - 1];
                        sp = frame;
                        depth--;
                        pc = returns[depth];
                        frame = frames[depth];
                        stack[sp++] = result;
                    }
                    case Op.PRINT -> {
                        sp--;
                        printed = printed * 31 + stack[sp];
                    }
                    default -> throw new IllegalStateException("no such operation");
                }
            } else {
                int operand = code.operand(pc);
                pc += 3;
                switch (op) {
                    case Op.PUSH -> stack[sp++] = operand;
                    case Op.WIDE -> stack[sp - 1] = stack[sp - 1] << 15 | operand;
                    case Op.LOAD -> stack[sp++] = stack[frame + operand];
                    case Op.STORE -> stack[frame + operand] = stack[--sp];
                    case Op.LOAD_LOAD -> {
                        stack[sp] = stack[frame + (operand >> 8)];
                        stack[sp + 1] = stack[frame + (operand & 0xff)];
                        sp += 2;
                    }
                    case Op.LOAD_GLOBAL -> stack[sp++] = globals[operand];
                    case Op.STORE_GLOBAL -> globals[operand] = stack[--sp];
                    case Op.ADD_CONSTANT -> stack[sp - 1] += operand;
                    case Op.MUL_CONSTANT -> stack[sp - 1] *= operand;
                    case Op.INCREMENT -> stack[frame + operand]++;
                    case Op.JUMP -> pc = operand;
                    case Op.JUMP_IF_ZERO -> {
                        sp--;
                        pc = stack[sp] == 0 ? operand : pc;
                    }
                    case Op.JUMP_IF_NOT_ZERO -> {
                        sp--;
                        pc = stack[sp] != 0 ? operand : pc;
                    }
                    case Op.JUMP_IF_NOT_LESS -> {
                        sp -= 2;
                        pc = stack[sp] < stack[sp + 1] ? pc : operand;
                    }
                    case Op.CALL -> {
                        returns[depth] = pc;
                        frames[depth++] = frame;
                        pc = operand;
                        // the arguments are the first locals; how many there are, ENTER's function knows
                        frame = sp;
                    }
                    case Op.ENTER -> {
                        int arguments = operand >> 8;
                        frame -= arguments;
                        sp = frame + (operand & 0xff);
                        for (int i = frame + arguments; i < sp; i++) {
                            stack[i] = 0;
                        }
                    }
                    default -> throw new IllegalStateException("no such operation");
                }
            }
        }
    }
}
