package vesper.kernel.selftest;

import vesper.kernel.Kernel;
import vesper.kernel.boot.KInit;
import vesper.kernel.boot.MemoryMap;
import vesper.kernel.console.Console;
import vesper.metal.Entry;
import vesper.metal.Mem;

/** An image that doesn't boot: it runs {@link SelfTest} in M-mode, and powers off with exit status 0 if all holds. */
public final class SelfTestMain {
    private static final int FIRST_SEED = 1;
    private static final int PASS = 0x5555;
    private static final int FAIL = (1 << 16) | 0x3333;

    private SelfTestMain() {}

    @Entry("kinit")
    static void kinit(long hartid, long deviceTree) {
        Kernel kernel = Kernel.KERNEL;
        KInit.beginTraps(kernel);
        kernel.uart.begin();
        Console console = kernel.console;
        boolean all = SelfTest.run(console, FIRST_SEED, MemoryMap.heapStart());
        console.text(all ? "selftest: all hold" : "selftest: FAILED").line();
        Mem.store32(MemoryMap.FINISHER, all ? PASS : FAIL);
    }
}
