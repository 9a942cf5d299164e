package vesper.stress.compiler;

import java.util.List;
import java.util.function.Consumer;
import vesper.aot.CompileError;
import vesper.aot.Compiler;
import vesper.stress.compiler.generate.Program;
import vesper.stress.compiler.guest.Start;

/** Makes images of programs: javac, then our compiler. */
final class Workshop {
    /** A program that one of the compilers refuses or fails on. */
    static final class Unbuildable extends Exception {
        private static final long serialVersionUID = 1;

        Unbuildable(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** What is done to a compiler before it compiles: nothing, unless a test plants a fault. */
    private final Consumer<Compiler> planted;

    Workshop(Consumer<Compiler> planted) {
        this.planted = planted;
    }

    Prepared prepare(List<Program> programs) throws Unbuildable {
        Parts parts = new Parts(programs);
        ClassFiles files;
        try {
            files = Javac.compile(parts.sources());
        } catch (Javac.Refused e) {
            throw new Unbuildable("javac: " + e.getMessage(), e);
        }
        return new Prepared(parts, files, new GuestImage(compile(files), parts.count()));
    }

    // Whatever a compiler throws at a program is a finding.
    @SuppressWarnings("IllegalCatch")
    private byte[] compile(ClassFiles files) throws Unbuildable {
        Compiler compiler =
                new Compiler(files.loader()).root(Start.class.getName()).root(Parts.DISPATCHER);
        planted.accept(compiler);
        try {
            return compiler.compile().program().flat();
        } catch (CompileError e) {
            throw new Unbuildable("the compiler refuses: " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new Unbuildable("the compiler fails: " + e + trace(e), e);
        }
    }

    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(8, failure.getStackTrace().length); i++) {
            text.append("\n        at ").append(failure.getStackTrace()[i]);
        }
        return text.toString();
    }
}
