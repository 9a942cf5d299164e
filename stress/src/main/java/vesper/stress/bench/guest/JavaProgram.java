package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vesper.aot.CompileError;
import vesper.aot.Compiler;
import vesper.isa.Assembler;
import vesper.isa.Program;
import vesper.isa.Section;
import vesper.stress.FreshLoader;

/**
 * A program in Java as a guest: our compiler makes an image of it, once, and the guest has that image as it is, at
 * {@link Layout#PROGRAM}. So a change of rounds needs no compiler. The class has {@code @Entry} methods of these names:
 *
 * <pre>
 *   static void fill(long hart)
 *   static long lap(long rounds, long hart)     its checksum
 * </pre>
 */
public final class JavaProgram implements Guest.Code {
    /** Where the compiled image begins; behind it its code ends, on a page. */
    static final String START = "program_start";

    static final String TEXT_END = "program_text_end";

    private final Class<?> main;

    // guarded by this
    private @Nullable Program compiled;

    JavaProgram(Class<?> main) {
        this.main = main;
    }

    /** What is compiled. */
    public Class<?> main() {
        return main;
    }

    /** Its image, compiled at the first call. */
    public synchronized Program compiled() {
        Program image = compiled;
        if (image == null) {
            image = compile();
            compiled = image;
        }
        return image;
    }

    private Program compile() {
        try {
            return new Compiler(loader())
                    .base(Layout.PROGRAM)
                    .root(main.getName())
                    .compile()
                    .program();
        } catch (CompileError e) {
            throw new IllegalStateException(main.getName() + " can't be compiled: " + e.getMessage(), e);
        }
    }

    /** In which the program's own classes are as at their beginning: the image starts from what they hold. */
    public ClassLoader loader() {
        return new FreshLoader(main.getPackageName(), main.getClassLoader());
    }

    /** The first address behind the image's code, on a page. */
    private static long textEnd(Program image) {
        return image.sections().stream()
                .filter(section -> section.kind() == Section.Kind.RODATA)
                .mapToLong(Section::address)
                .min()
                .orElseThrow();
    }

    @Override
    public void emit(Assembler a, Mode mode, int harts) {
        Program image = compiled();
        a.label(Frame.FILL);
        a.ld(A0, Frame.RECORD_HART, TP);
        call(a, image, Frame.FILL);
        a.label(Frame.LAP);
        a.ld(A1, Frame.RECORD_HART, TP);
        call(a, image, Frame.LAP);
        byte[] bytes = image.flat();
        int code = Math.toIntExact(textEnd(image) - image.base());
        a.section(".data.program");
        a.align(Layout.LOG2_PROGRAM_ALIGNMENT);
        a.label(START);
        a.bytes(Arrays.copyOf(bytes, code));
        a.label(TEXT_END);
        a.bytes(Arrays.copyOfRange(bytes, code, bytes.length));
        a.section(".text");
    }

    /** As the last thing that a function does. */
    private static void call(Assembler a, Program image, String method) {
        a.li(GP, image.symbol("__global_pointer$"));
        a.li(T0, image.symbol(method));
        a.jalr(ZERO, 0, T0);
    }
}
