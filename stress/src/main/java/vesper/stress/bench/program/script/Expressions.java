package vesper.stress.bench.program.script;

import vesper.stress.bench.program.Apart;

/** Compiles expressions, by the precedence of their operators: their value comes to lie on the stack. */
final class Expressions extends Apart {
    private final Lexer lexer;
    private final Names names;
    private final Code code;

    Expressions(Lexer lexer, Names names, Code code) {
        this.lexer = lexer;
        this.names = names;
        this.code = code;
    }

    /** The number of the name that was just read. */
    int known() {
        int number = lexer.token() == Lexer.NAME ? names.find() : Names.NONE;
        if (number == Names.NONE) {
            throw new IllegalStateException("a name is not known");
        }
        return number;
    }

    void index(int number) {
        lexer.expect('[');
        expression(0);
        lexer.expect(']');
        code.emit(Op.ADD_CONSTANT, names.value(number));
    }

    void call(int number) {
        lexer.expect('(');
        while (lexer.token() != ')') {
            expression(0);
            lexer.accept(',');
        }
        lexer.expect(')');
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
    void expression(int least) {
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
                lexer.expect(')');
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
