package vesper.stress.bench.program.script;

import vesper.stress.bench.program.Apart;

/** Compiles statements, by recursive descent; expressions by the precedence of their operators. */
final class Compiler extends Apart {
    private static final int MOST_JUMPS = 32;

    private final Lexer lexer = new Lexer();
    private final Names names = new Names(lexer);
    private final Code code;
    // jumps out of loops and back to their heads, to be patched
    private final int[] breaks = ints(MOST_JUMPS);
    private final int[] continues = ints(MOST_JUMPS);
    private int breakCount;
    private int continueCount;
    private int globals;
    private int locals;
    private int mostLocals;
    private boolean inFunction;

    Compiler(Code code) {
        this.code = code;
    }

    void compile(String text) {
        code.length = 0;
        names.clear();
        globals = 0;
        breakCount = 0;
        continueCount = 0;
        inFunction = false;
        lexer.begin(text);
        while (lexer.token() != Lexer.END) {
            statement();
        }
        code.emit(Op.HALT);
    }

    private void expect(int token) {
        if (lexer.token() != token) {
            throw new IllegalStateException("a token is missing");
        }
        lexer.next();
    }

    private boolean accept(int token) {
        boolean found = lexer.token() == token;
        if (found) {
            lexer.next();
        }
        return found;
    }

    private void block() {
        int known = names.count();
        int used = locals;
        expect('{');
        while (!accept('}')) {
            statement();
        }
        names.forget(inFunction ? known : names.count());
        locals = used;
    }

    private void statement() {
        switch (lexer.token()) {
            case '{' -> block();
            case Lexer.VAR -> variable();
            case Lexer.FUNCTION -> function();
            case Lexer.IF -> ifStatement();
            case Lexer.WHILE -> whileStatement();
            case Lexer.FOR -> forStatement();
            case Lexer.RETURN -> {
                lexer.next();
                expression(0);
                code.emit(Op.RETURN);
                expect(';');
            }
            case Lexer.PRINT -> {
                lexer.next();
                expression(0);
                code.emit(Op.PRINT);
                expect(';');
            }
            case Lexer.BREAK -> {
                lexer.next();
                breaks[breakCount++] = code.length;
                code.emit(Op.JUMP, 0);
                expect(';');
            }
            case Lexer.CONTINUE -> {
                lexer.next();
                continues[continueCount++] = code.length;
                code.emit(Op.JUMP, 0);
                expect(';');
            }
            default -> {
                simple();
                expect(';');
            }
        }
    }

    /** {@code var a = 1;} or {@code var a[10];}. */
    private void variable() {
        lexer.next();
        if (lexer.token() != Lexer.NAME) {
            throw new IllegalStateException("a name is missing");
        }
        if (inFunction) {
            names.define(Names.LOCAL, locals);
            int place = locals++;
            mostLocals = Math.max(mostLocals, locals);
            lexer.next();
            expect('=');
            expression(0);
            code.emit(Op.STORE, place);
        } else {
            int place = globals;
            names.define(Names.GLOBAL, place);
            int number = names.count() - 1;
            lexer.next();
            if (accept('[')) {
                globals += (int) lexer.number();
                names.forget(number);
                names.define(Names.ARRAY, place);
                expect(Lexer.NUMBER);
                expect(']');
            } else {
                globals++;
                expect('=');
                expression(0);
                code.emit(Op.STORE_GLOBAL, place);
            }
        }
        expect(';');
    }

    private void function() {
        lexer.next();
        int over = code.length;
        code.emit(Op.JUMP, 0);
        names.define(Names.FUNCTION, code.length);
        lexer.next();
        int known = names.count();
        locals = 0;
        expect('(');
        while (lexer.token() == Lexer.NAME) {
            names.define(Names.LOCAL, locals++);
            lexer.next();
            accept(',');
        }
        expect(')');
        mostLocals = locals;
        int arguments = locals;
        int enter = code.length;
        code.emit(Op.ENTER, 0);
        inFunction = true;
        block();
        inFunction = false;
        code.patch(enter, arguments << 8 | mostLocals);
        code.emit(Op.PUSH, 0);
        code.emit(Op.RETURN);
        code.patch(over, code.length);
        names.forget(known);
    }

    private void ifStatement() {
        lexer.next();
        expect('(');
        expression(0);
        expect(')');
        int otherwise = code.length;
        code.emit(Op.JUMP_IF_ZERO, 0);
        statement();
        if (accept(Lexer.ELSE)) {
            int over = code.length;
            code.emit(Op.JUMP, 0);
            code.patch(otherwise, code.length);
            statement();
            otherwise = over;
        }
        code.patch(otherwise, code.length);
    }

    private void whileStatement() {
        int outerBreaks = breakCount;
        int outerContinues = continueCount;
        lexer.next();
        int head = code.length;
        expect('(');
        expression(0);
        expect(')');
        int out = code.length;
        code.emit(Op.JUMP_IF_ZERO, 0);
        statement();
        code.emit(Op.JUMP, head);
        code.patch(out, code.length);
        patchJumps(outerBreaks, outerContinues, head);
    }

    /** {@code for (a = 0; a < 10; a = a + 1)}: the step lies behind a jump, before the body. */
    private void forStatement() {
        int outerBreaks = breakCount;
        int outerContinues = continueCount;
        lexer.next();
        expect('(');
        simple();
        expect(';');
        int head = code.length;
        expression(0);
        expect(';');
        int out = code.length;
        code.emit(Op.JUMP_IF_ZERO, 0);
        int toBody = code.length;
        code.emit(Op.JUMP, 0);
        int step = code.length;
        simple();
        code.emit(Op.JUMP, head);
        expect(')');
        code.patch(toBody, code.length);
        statement();
        code.emit(Op.JUMP, step);
        code.patch(out, code.length);
        patchJumps(outerBreaks, outerContinues, step);
    }

    private void patchJumps(int outerBreaks, int outerContinues, int head) {
        while (breakCount > outerBreaks) {
            code.patch(breaks[--breakCount], code.length);
        }
        while (continueCount > outerContinues) {
            code.patch(continues[--continueCount], head);
        }
    }

    /** An assignment, or a call whose result is thrown away. */
    private void simple() {
        int number = known();
        lexer.next();
        switch (names.kind(number)) {
            case Names.FUNCTION -> {
                call(number);
                code.emit(Op.POP);
            }
            case Names.ARRAY -> {
                index(number);
                expect('=');
                expression(0);
                code.emit(Op.STORE_ELEMENT);
            }
            default -> {
                expect('=');
                expression(0);
                code.emit(names.kind(number) == Names.LOCAL ? Op.STORE : Op.STORE_GLOBAL, names.value(number));
            }
        }
    }

    private int known() {
        int number = lexer.token() == Lexer.NAME ? names.find() : Names.NONE;
        if (number == Names.NONE) {
            throw new IllegalStateException("a name is not known");
        }
        return number;
    }

    private void index(int number) {
        expect('[');
        expression(0);
        expect(']');
        code.emit(Op.ADD_CONSTANT, names.value(number));
    }

    private void call(int number) {
        expect('(');
        while (lexer.token() != ')') {
            expression(0);
            accept(',');
        }
        expect(')');
        code.emit(Op.CALL, names.value(number));
    }

    private static int precedence(int token) {
        return switch (token) {
            case Lexer.EITHER -> 1;
            case Lexer.BOTH -> 2;
            case '|' -> 3;
            case '^' -> 4;
            case '&' -> 5;
            case Lexer.EQUAL, Lexer.NOT_EQUAL -> 6;
            case '<', '>', Lexer.LESS_OR_EQUAL, Lexer.GREATER_OR_EQUAL -> 7;
            case Lexer.SHIFT_LEFT, Lexer.SHIFT_RIGHT -> 8;
            case '+', '-' -> 9;
            case '*', '/', '%' -> 10;
            default -> 0;
        };
    }

    /** Operators that bind more tightly than told. */
    private void expression(int least) {
        unary();
        int token = lexer.token();
        int precedence = precedence(token);
        while (precedence > least) {
            lexer.next();
            if (token == Lexer.BOTH || token == Lexer.EITHER) {
                code.emit(Op.DUP); // what decides is the result, unless the right side is
                int over = code.length;
                code.emit(token == Lexer.BOTH ? Op.JUMP_IF_ZERO : Op.JUMP_IF_NOT_ZERO, 0);
                code.emit(Op.POP);
                expression(precedence);
                code.patch(over, code.length);
            } else {
                expression(precedence);
                binary(token);
            }
            token = lexer.token();
            precedence = precedence(token);
        }
    }

    private void binary(int token) {
        switch (token) {
            case '|' -> code.emit(Op.OR);
            case '^' -> code.emit(Op.XOR);
            case '&' -> code.emit(Op.AND);
            case Lexer.EQUAL -> code.emit(Op.EQ);
            case Lexer.NOT_EQUAL -> code.emit(Op.NE);
            case '<' -> code.emit(Op.LT);
            case Lexer.LESS_OR_EQUAL -> code.emit(Op.LE);
            case '>' -> swapped(Op.LT);
            case Lexer.GREATER_OR_EQUAL -> swapped(Op.LE);
            case Lexer.SHIFT_LEFT -> code.emit(Op.SHL);
            case Lexer.SHIFT_RIGHT -> code.emit(Op.SHR);
            case '+' -> code.emit(Op.ADD);
            case '-' -> code.emit(Op.SUB);
            case '*' -> code.emit(Op.MUL);
            case '/' -> code.emit(Op.DIV);
            default -> code.emit(Op.REM);
        }
    }

    private void swapped(int op) {
        code.emit(Op.SWAP);
        code.emit(op);
    }

    private void unary() {
        switch (lexer.token()) {
            case '-' -> {
                lexer.next();
                unary();
                code.emit(Op.NEG);
            }
            case '!' -> {
                lexer.next();
                unary();
                code.emit(Op.NOT);
            }
            case '(' -> {
                lexer.next();
                expression(0);
                expect(')');
            }
            case Lexer.NUMBER -> {
                code.emitNumber(lexer.number());
                lexer.next();
            }
            default -> named();
        }
    }

    private void named() {
        int number = known();
        lexer.next();
        switch (names.kind(number)) {
            case Names.FUNCTION -> call(number);
            case Names.ARRAY -> {
                index(number);
                code.emit(Op.LOAD_ELEMENT);
            }
            case Names.LOCAL -> code.emit(Op.LOAD, names.value(number));
            default -> code.emit(Op.LOAD_GLOBAL, names.value(number));
        }
    }
}
