package vesper.kernel.guest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.CompileError;
import vesper.aot.Compiler;
import vesper.kernel.boot.KInit;
import vesper.kernel.boot.Reset;
import vesper.kernel.boot.Skmain;
import vesper.kernel.proc.InitProcess;
import vesper.kernel.proc.ProcessExit;
import vesper.kernel.selftest.SelfTestMain;
import vesper.kernel.trap.TrapEntry;
import vesper.kernel.trap.TrapMemory;
import vesper.kernel.trap.TrapVector;

/** An image to run, compiled once. */
final class Image {
    private static final List<Class<?>> COMMON =
            List.of(Reset.class, TrapVector.class, TrapMemory.class, TrapEntry.class, ProcessExit.class);

    /** The kernel as it is. */
    static final Image KERNEL = new Image(KInit.class, Skmain.class, InitProcess.class);

    static final Image SELF_TEST = new Image(SelfTestMain.class);

    static final Image FAULT_TOUR = new Image(KInit.class, FaultTour.class);

    private final List<Class<?>> roots;
    private byte @Nullable [] elf;

    private Image(Class<?>... roots) {
        this.roots = List.of(roots);
    }

    /** The ELF. */
    synchronized byte[] elf() {
        byte[] known = elf;
        if (known == null) {
            known = compile();
            elf = known;
        }
        return known;
    }

    private byte[] compile() {
        Compiler compiler = new Compiler(Image.class.getClassLoader());
        COMMON.forEach(root -> compiler.root(root.getName()));
        roots.forEach(root -> compiler.root(root.getName()));
        try {
            return compiler.compile().elf();
        } catch (CompileError e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
