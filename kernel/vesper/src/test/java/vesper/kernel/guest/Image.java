package vesper.kernel.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
class Image {
    private static final List<Class<?>> COMMON =
            List.of(Reset.class, TrapVector.class, TrapMemory.class, TrapEntry.class, ProcessExit.class);

    /** The kernel as it is. */
    static final Image KERNEL = new Image(KInit.class, Skmain.class, InitProcess.class);

    static final Image SELF_TEST = new Image(SelfTestMain.class);

    static final Image FAULT_TOUR = new Image(KInit.class, FaultTour.class);

    /** All harts at once, and not the kernel's own first instructions. */
    static final Image LOCKED_COUNT = new Image(AllHarts.class, LockedCount.class) {
        @Override
        List<Class<?>> common() {
            return List.of();
        }
    };

    /** The kernel without its {@code csrw pmpcfg0, t0}. */
    static final Image WITHOUT_PMP = new Image(KInit.class, Skmain.class, InitProcess.class) {
        @Override
        byte[] compile() {
            ByteBuffer elf = ByteBuffer.wrap(KERNEL.elf().clone()).order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            while (elf.getInt(at) != CSRW_PMPCFG0_T0) {
                at += 4;
            }
            return elf.putInt(at, NOP).array();
        }
    };

    private static final int CSRW_PMPCFG0_T0 = 0x3a02_9073;
    private static final int NOP = 0x0000_0013;

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

    /** What every image has. */
    List<Class<?>> common() {
        return COMMON;
    }

    byte[] compile() {
        Compiler compiler = new Compiler(Image.class.getClassLoader());
        common().forEach(root -> compiler.root(root.getName()));
        roots.forEach(root -> compiler.root(root.getName()));
        try {
            return compiler.compile().elf();
        } catch (CompileError e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
