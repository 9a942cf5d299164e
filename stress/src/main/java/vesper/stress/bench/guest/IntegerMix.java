package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/**
 * An integer load in CoreMark's manner, on memory private to each hart: a matrix product of halfwords, a linked list
 * reversed and searched, a state machine over text, and a bitwise CRC.
 */
final class IntegerMix {
    private static final int MATRIX = 12;
    private static final int NODES = 48;
    private static final int NODE_SIZE = 16;
    private static final int TEXT = 128;
    private static final int CRC_BYTES = 16;

    // offsets in a hart's memory
    private static final int LEFT = 0;
    private static final int RIGHT = 2 * MATRIX * MATRIX;
    private static final int PRODUCT = 2 * RIGHT;
    private static final int LIST = PRODUCT + 4 * MATRIX * MATRIX;
    private static final int STRING = LIST + NODES * NODE_SIZE;

    private final Assembler a;

    private IntegerMix(Assembler a) {
        this.a = a;
    }

    static void emit(Assembler a) {
        IntegerMix mix = new IntegerMix(a);
        mix.fill();
        Loop.lap(a, mix::round);
        mix.matrix();
        mix.list();
        mix.text();
        mix.crc();
        mix.pattern();
    }

    private void round() {
        a.call("matrix");
        a.call("list");
        a.call("text");
        a.call("crc");
    }

    private void fill() {
        a.label(Frame.FILL);
        a.mv(T0, S0);
        a.li(T1, RIGHT);
        a.add(T1, T1, S0);
        a.li(T2, 3);
        a.label("1");
        a.sh(T2, 0, T0);
        a.sh(T2, RIGHT, T0);
        a.addi(T2, T2, 7);
        a.addi(T0, T0, 2);
        a.bltu(T0, T1, "1b");
        fillList();
        a.li(T0, STRING);
        a.add(T0, T0, S0);
        a.li(T1, 0);
        a.la(T3, "pattern");
        a.label("2");
        a.andi(T2, T1, 15);
        a.add(T2, T2, T3);
        a.lbu(T2, 0, T2);
        a.sb(T2, 0, T0);
        a.addi(T0, T0, 1);
        a.addi(T1, T1, 1);
        a.li(T2, TEXT);
        a.bltu(T1, T2, "2b");
        a.ret();
    }

    /** s3 is the list's head from here on. */
    private void fillList() {
        a.li(T0, LIST);
        a.add(T0, T0, S0);
        a.mv(S3, T0);
        a.li(T1, NODES - 1);
        a.label("1");
        a.addi(T2, T0, NODE_SIZE);
        a.sd(T2, 0, T0);
        a.sd(T1, 8, T0);
        a.mv(T0, T2);
        a.addi(T1, T1, -1);
        a.bnez(T1, "1b");
        a.sd(ZERO, 0, T0);
        a.sd(ZERO, 8, T0);
    }

    private void matrix() {
        a.label("matrix");
        a.li(T0, 0);
        a.label("matrix.row");
        a.li(T1, 0);
        a.label("matrix.column");
        a.li(T2, 2 * MATRIX);
        a.mul(T3, T0, T2);
        a.add(T3, T3, S0);
        a.slli(T4, T1, 1);
        a.add(T4, T4, S0);
        a.li(T5, MATRIX);
        a.li(T6, 0);
        a.label("matrix.sum");
        a.lh(A0, LEFT, T3);
        a.lh(A1, RIGHT, T4);
        a.mulw(A0, A0, A1);
        a.addw(T6, T6, A0);
        a.addi(T3, T3, 2);
        a.add(T4, T4, T2);
        a.addi(T5, T5, -1);
        a.bnez(T5, "matrix.sum");
        a.srai(T2, T6, 3);
        a.add(S2, S2, T2);
        a.li(T2, MATRIX);
        a.mul(T3, T0, T2);
        a.add(T3, T3, T1);
        a.slli(T3, T3, 2);
        a.add(T3, T3, S0);
        a.sw(T6, PRODUCT, T3);
        a.addi(T1, T1, 1);
        a.bltu(T1, T2, "matrix.column");
        a.addi(T0, T0, 1);
        a.bltu(T0, T2, "matrix.row");
        a.ret();
    }

    private void list() {
        a.label("list");
        a.li(T0, 0);
        a.label("list.reverse");
        a.ld(T1, 0, S3);
        a.sd(T0, 0, S3);
        a.mv(T0, S3);
        a.mv(S3, T1);
        a.bnez(S3, "list.reverse");
        a.mv(S3, T0);
        a.andi(T2, S1, 31);
        a.label("list.search");
        a.ld(T1, 8, T0);
        a.beq(T1, T2, "list.found");
        a.ld(T0, 0, T0);
        a.bnez(T0, "list.search");
        a.label("list.found");
        a.add(S2, S2, T1);
        a.ret();
    }

    /** States: 0 at a field's start, 1 in a number, 2 in anything else; t3 counts the numbers. */
    private void text() {
        a.label("text");
        a.li(T0, STRING);
        a.add(T0, T0, S0);
        a.addi(T1, T0, TEXT);
        a.li(T2, 0);
        a.li(T3, 0);
        a.label("text.next");
        a.lbu(T4, 0, T0);
        a.addi(T0, T0, 1);
        a.li(T5, ',');
        a.beq(T4, T5, "text.comma");
        a.li(T5, 2);
        a.beq(T2, T5, "text.more");
        a.addi(T4, T4, -'0');
        a.li(T5, 10);
        a.li(T2, 1);
        a.bltu(T4, T5, "text.more");
        a.li(T2, 2);
        a.j("text.more");
        a.label("text.comma");
        a.andi(T4, T2, 1);
        a.add(T3, T3, T4);
        a.li(T2, 0);
        a.label("text.more");
        a.bltu(T0, T1, "text.next");
        a.add(S2, S2, T3);
        a.ret();
    }

    private void crc() {
        a.label("crc");
        a.li(T0, CRC_BYTES);
        a.mv(T1, S2);
        a.li(A0, 0xa001);
        a.label("crc.byte");
        a.xor(T2, T1, T0);
        a.li(T3, 8);
        a.label("crc.bit");
        a.andi(T4, T2, 1);
        a.srli(T2, T2, 1);
        a.slli(T1, T1, 48);
        a.srli(T1, T1, 49);
        a.beqz(T4, "crc.even");
        a.xor(T1, T1, A0);
        a.label("crc.even");
        a.addi(T3, T3, -1);
        a.bnez(T3, "crc.bit");
        a.addi(T0, T0, -1);
        a.bnez(T0, "crc.byte");
        a.add(S2, S2, T1);
        a.ret();
    }

    private void pattern() {
        a.section(".rodata");
        a.label("pattern");
        a.ascii("12,345,6x,78-9,0");
        a.section(".text");
    }
}
