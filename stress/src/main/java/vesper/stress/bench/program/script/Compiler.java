package vesper.stress.bench.program.script;

import vesper.stress.bench.program.Apart;

/** Compiles statements, by recursive descent. */
final class Compiler extends Apart {
    private static final int MOST_JUMPS = 32;

    private final Lexer lexer = new Lexer();
    private final Names names = new Names(lexer);
    private final Code code;
    private final Expressions expressions;
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
        this.expressions = new Expressions(lexer, names, code);
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

    private void block() {
        int known = names.count();
        int used = locals;
        lexer.expect('{');
        while (!lexer.accept('}')) {
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
                expressions.expression(0);
                code.emit(Op.RETURN);
                lexer.expect(';');
            }
            case Lexer.PRINT -> {
                lexer.next();
                expressions.expression(0);
                code.emit(Op.PRINT);
                lexer.expect(';');
            }
            case Lexer.BREAK -> {
                lexer.next();
                breaks[breakCount++] = code.length;
                code.emit(Op.JUMP, 0);
                lexer.expect(';');
            }
            case Lexer.CONTINUE -> {
                lexer.next();
                continues[continueCount++] = code.length;
                code.emit(Op.JUMP, 0);
                lexer.expect(';');
            }
            default -> {
                simple();
                lexer.expect(';');
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
            lexer.expect('=');
            expressions.expression(0);
            code.emit(Op.STORE, place);
        } else {
            int place = globals;
            names.define(Names.GLOBAL, place);
            int number = names.count() - 1;
            lexer.next();
            if (lexer.accept('[')) {
                globals += (int) lexer.number();
                names.forget(number);
                names.define(Names.ARRAY, place);
                lexer.expect(Lexer.NUMBER);
                lexer.expect(']');
            } else {
                globals++;
                lexer.expect('=');
                expressions.expression(0);
                code.emit(Op.STORE_GLOBAL, place);
            }
        }
        lexer.expect(';');
    }

    private void function() {
        lexer.next();
        int over = code.length;
        code.emit(Op.JUMP, 0);
        names.define(Names.FUNCTION, code.length);
        lexer.next();
        int known = names.count();
        locals = 0;
        lexer.expect('(');
        while (lexer.token() == Lexer.NAME) {
            names.define(Names.LOCAL, locals++);
            lexer.next();
            lexer.accept(',');
        }
        lexer.expect(')');
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
        lexer.expect('(');
        expressions.expression(0);
        lexer.expect(')');
        int otherwise = code.length;
        code.emit(Op.JUMP_IF_ZERO, 0);
        statement();
        if (lexer.accept(Lexer.ELSE)) {
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
        lexer.expect('(');
        expressions.expression(0);
        lexer.expect(')');
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
        lexer.expect('(');
        simple();
        lexer.expect(';');
        int head = code.length;
        expressions.expression(0);
        lexer.expect(';');
        int out = code.length;
        code.emit(Op.JUMP_IF_ZERO, 0);
        int toBody = code.length;
        code.emit(Op.JUMP, 0);
        int step = code.length;
        simple();
        code.emit(Op.JUMP, head);
        lexer.expect(')');
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
        int number = expressions.known();
        lexer.next();
        switch (names.kind(number)) {
            case Names.FUNCTION -> {
                expressions.call(number);
                code.emit(Op.POP);
            }
            case Names.ARRAY -> {
                expressions.index(number);
                lexer.expect('=');
                expressions.expression(0);
                code.emit(Op.STORE_ELEMENT);
            }
            default -> {
                lexer.expect('=');
                expressions.expression(0);
                code.emit(names.kind(number) == Names.LOCAL ? Op.STORE : Op.STORE_GLOBAL, names.value(number));
            }
        }
    }
}
