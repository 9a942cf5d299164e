package vesper.stress.compiler;

import java.util.List;
import vesper.aot.CompileError;
import vesper.aot.CompiledImage;
import vesper.aot.Compiler;
import vesper.stress.compiler.generate.Program;
import vesper.stress.compiler.guest.Harness;
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

    /** What a test does to the compiler, or to what it has made, to plant a fault. */
    interface Planted {
        /** No fault. */
        Planted NOTHING = new Planted() {};

        /** Sets up a compiler before it compiles. */
        default void into(Compiler compiler) {}

        /** Changes {@code code} in place: what is to lie at {@link Compiler#BASE}. */
        default void into(CompiledImage image, byte[] code) {}
    }

    private final Planted planted;

    Workshop(Planted planted) {
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
        return new Prepared(parts, files, new GuestImage(compile(files, parts), parts.count()));
    }

    // Whatever a compiler throws at a program is a finding.
    @SuppressWarnings("IllegalCatch")
    private byte[] compile(ClassFiles files, Parts parts) throws Unbuildable {
        Compiler compiler = new Compiler(files.loader());
        compiler.root(Start.class.getName()).root(Harness.class.getName());
        parts.classes().forEach(compiler::root);
        planted.into(compiler);
        try {
            CompiledImage image = compiler.compile();
            byte[] code = image.program().flat();
            planted.into(image, code);
            return code;
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
