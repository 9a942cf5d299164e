package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import java.util.Arrays;
import java.util.List;
import vesper.isa.Assembler;

/**
 * An interpreter of an accumulator machine, with a jump table. Its program takes the steps of Collatz's problem from
 * the round's number on and counts them; a round adds the count.
 *
 * <p>An instruction is an opcode and an operand, a byte each: the number of one of the machine's variables, a small
 * constant, or how many instructions to go on or back. a1 is the program counter, a2 the accumulator, a3 the variables
 * and a4 the table.
 */
final class Bytecode {
    private enum Op {
        LOAD,
        STORE,
        CONSTANT,
        ADD,
        AND,
        SHIFT_RIGHT,
        TRIPLE,
        EQUAL,
        JUMP,
        JUMP_IF_ZERO,
        JUMP_IF_NOT_ZERO,
        HALT
    }

    private static final int NUMBER = 0;
    private static final int COUNT = 1;

    /** Rounds take numbers from 1 to this. */
    private static final int NUMBERS = 63;

    private Bytecode() {}

    static void emit(Assembler a) {
        Loop.noFill(a);
        Loop.lap(a, () -> {
            a.andi(T0, S1, NUMBERS);
            a.addi(T0, T0, 1);
            a.mv(A3, S0);
            a.sd(T0, 8 * NUMBER, A3);
            a.sd(ZERO, 8 * COUNT, A3);
            a.call("bytecode");
            a.ld(T0, 8 * COUNT, A3);
            a.add(S2, S2, T0);
        });
        a.label("bytecode");
        a.la(A1, "bytecode.program");
        a.la(A4, "bytecode.table");
        a.label("bytecode.next");
        a.lbu(T0, 0, A1);
        a.lb(T1, 1, A1);
        a.addi(A1, A1, 2);
        a.slli(T0, T0, 3);
        a.add(T0, T0, A4);
        a.ld(T0, 0, T0);
        a.jr(T0);
        for (Op op : Op.values()) {
            a.label(label(op));
            operation(a, op);
        }
        data(a);
    }

    private static String label(Op op) {
        return "bytecode." + op;
    }

    private static void operation(Assembler a, Op op) {
        switch (op) {
            case LOAD -> {
                variable(a);
                a.ld(A2, 0, T1);
            }
            case STORE -> {
                variable(a);
                a.sd(A2, 0, T1);
            }
            case CONSTANT -> a.mv(A2, T1);
            case ADD -> {
                variable(a);
                a.ld(T2, 0, T1);
                a.add(A2, A2, T2);
            }
            case AND -> a.and(A2, A2, T1);
            case SHIFT_RIGHT -> a.srl(A2, A2, T1);
            case TRIPLE -> {
                a.slli(T2, A2, 1);
                a.add(A2, A2, T2);
                a.add(A2, A2, T1);
            }
            case EQUAL -> {
                a.sub(A2, A2, T1);
                a.seqz(A2, A2);
            }
            case JUMP -> jump(a);
            case JUMP_IF_ZERO -> {
                a.bnez(A2, "bytecode.next");
                jump(a);
            }
            case JUMP_IF_NOT_ZERO -> {
                a.beqz(A2, "bytecode.next");
                jump(a);
            }
            case HALT -> {
                a.ret();
                return;
            }
        }
        a.j("bytecode.next");
    }

    private static void variable(Assembler a) {
        a.slli(T1, T1, 3);
        a.add(T1, T1, A3);
    }

    private static void jump(Assembler a) {
        a.slli(T1, T1, 1);
        a.add(A1, A1, T1);
    }

    private static void data(Assembler a) {
        a.section(".rodata");
        a.label("bytecode.program");
        instruction(a, Op.LOAD, NUMBER); // 0
        instruction(a, Op.EQUAL, 1);
        instruction(a, Op.JUMP_IF_NOT_ZERO, 13); // to 16
        instruction(a, Op.CONSTANT, 1);
        instruction(a, Op.ADD, COUNT);
        instruction(a, Op.STORE, COUNT); // 5
        instruction(a, Op.LOAD, NUMBER);
        instruction(a, Op.AND, 1);
        instruction(a, Op.JUMP_IF_ZERO, 4); // to 13
        instruction(a, Op.LOAD, NUMBER);
        instruction(a, Op.TRIPLE, 1); // 10
        instruction(a, Op.STORE, NUMBER);
        instruction(a, Op.JUMP, -13); // to 0
        instruction(a, Op.LOAD, NUMBER);
        instruction(a, Op.SHIFT_RIGHT, 1);
        instruction(a, Op.JUMP, -5); // 15, to 11
        instruction(a, Op.HALT, 0);
        a.align(3);
        a.label("bytecode.table");
        List<String> labels = Arrays.stream(Op.values()).map(Bytecode::label).toList();
        labels.forEach(a::dword);
        a.section(".text");
    }

    private static void instruction(Assembler a, Op op, int operand) {
        a.bytes(Arrays.asList(Op.values()).indexOf(op), operand);
    }
}
