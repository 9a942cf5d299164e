package vesper.stress.bench.program.script;

/** The machine's operations: a byte each, those from {@link #PUSH} on with an operand of two bytes. */
final class Op {
    static final int HALT = 0;
    static final int ADD = 1;
    static final int SUB = 2;
    static final int MUL = 3;
    static final int DIV = 4;
    static final int REM = 5;
    static final int AND = 6;
    static final int OR = 7;
    static final int XOR = 8;
    static final int SHL = 9;
    static final int SHR = 10;
    static final int LT = 11;
    static final int LE = 12;
    static final int EQ = 13;
    static final int NE = 14;
    static final int NEG = 15;
    static final int NOT = 16;
    static final int POP = 17;
    static final int DUP = 18;
    static final int LOAD_ELEMENT = 19;
    static final int STORE_ELEMENT = 20;
    static final int RETURN = 21;
    static final int PRINT = 22;
    static final int SWAP = 23;

    static final int PUSH = 32;
    static final int LOAD = 33;
    static final int STORE = 34;
    static final int LOAD_GLOBAL = 35;
    static final int STORE_GLOBAL = 36;
    static final int JUMP = 37;
    static final int JUMP_IF_ZERO = 38;
    static final int CALL = 39;
    static final int ENTER = 40;
    static final int ADD_CONSTANT = 41;
    static final int INCREMENT = 42;
    static final int JUMP_IF_NOT_LESS = 43;
    static final int MUL_CONSTANT = 44;
    static final int LOAD_LOAD = 45;
    static final int JUMP_IF_NOT_ZERO = 46;
    static final int WIDE = 47;

    private Op() {}

    static int length(int op) {
        return op < PUSH ? 1 : 3;
    }
}
