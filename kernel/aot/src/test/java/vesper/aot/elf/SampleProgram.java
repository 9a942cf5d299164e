package vesper.aot.elf;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.RA;
import static vesper.isa.Register.SP;

import org.jspecify.annotations.Nullable;
import vesper.aot.emit.CodeLog;
import vesper.aot.emit.Logs;
import vesper.aot.ir.Failure;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Position;
import vesper.isa.Assembler;
import vesper.isa.Mark;
import vesper.isa.Program;

/**
 * Code as the compiler would have made it: {@code Outer.run}, on lines 10 to 13, calls {@code Inner.answer}, on lines 3
 * and 4, and contains line 7 of {@code Inner}, inlined.
 */
final class SampleProgram {
    static final long BASE = 0x8000_0000L;
    static final MethodRef RUN = new MethodRef("sample/Outer", "run", "()V");
    static final MethodRef ANSWER = new MethodRef("sample/Inner", "answer", "()I");
    static final MethodRef INLINED = new MethodRef("sample/Inner", "next", "(I)I");

    private final Assembler a = new Assembler();
    private final CodeLog log = new CodeLog();
    private final Program program;

    SampleProgram() {
        a.label("_start");
        a.la(SP, "stack");
        a.call(RUN.symbol());
        a.j("_start");
        a.rvc(true);
        run();
        answer();
        a.section(".bss");
        a.space(0x1000);
        a.label("stack");
        program = a.assemble(BASE);
    }

    Program program() {
        return program;
    }

    CodeLog log() {
        return log;
    }

    byte[] elf() {
        return Executable.write(program, log, file -> "src/" + file);
    }

    private static Position at(MethodRef method, int line, @Nullable Position caller) {
        return new Position(method, method.owner() + ".java", line, caller);
    }

    private void site(CodeLog.Kind kind, Position position) {
        Failure failure = kind == CodeLog.Kind.FAILURE ? Failure.BOUNDS : null;
        Logs.add(log, new CodeLog.Site(kind, a.mark(), position, failure));
    }

    private void run() {
        a.label(RUN.symbol());
        Mark start = a.mark();
        a.addi(SP, SP, -32);
        a.sd(RA, 24, SP);
        Mark body = a.mark();
        site(CodeLog.Kind.LINE, at(RUN, 10, null));
        a.nop();
        site(CodeLog.Kind.LINE, at(RUN, 11, null));
        site(CodeLog.Kind.CALL, at(RUN, 11, null));
        a.call(ANSWER.symbol());
        site(CodeLog.Kind.LINE, at(INLINED, 7, at(RUN, 12, null)));
        a.addi(A0, A0, 1);
        site(CodeLog.Kind.LINE, at(RUN, 13, null));
        a.beqz(A0, ".Lfailed");
        a.ld(RA, 24, SP);
        a.addi(SP, SP, 32);
        a.ret();
        a.label(".Lfailed");
        site(CodeLog.Kind.FAILURE, at(RUN, 12, null));
        a.ebreak();
        Mark end = a.mark();
        a.function(RUN.symbol(), end);
        Logs.add(log, new CodeLog.Function(RUN, start, body, end, 32));
    }

    private void answer() {
        a.label(ANSWER.symbol());
        Mark start = a.mark();
        site(CodeLog.Kind.LINE, at(ANSWER, 3, null));
        a.li(A0, 41);
        site(CodeLog.Kind.LINE, at(ANSWER, 4, null));
        a.ret();
        Mark end = a.mark();
        a.function(ANSWER.symbol(), end);
        Logs.add(log, new CodeLog.Function(ANSWER, start, start, end, 0));
    }
}
