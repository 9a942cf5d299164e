package vesper.kernel.proc;

import vesper.kernel.abi.SystemCallNumber;
import vesper.metal.Cpu;
import vesper.metal.Entry;

/** The first process: it counts to a million, says that it is alive, and begins again. */
public final class InitProcess {
    private static final int MILLION = 1_000_000;

    // owned by the process; in memory, so that the counting is work
    private static int counted;

    private InitProcess() {}

    @Entry("init_process")
    static void run() {
        while (true) {
            counted = 0;
            while (counted < MILLION) {
                counted++;
            }
            Cpu.ecall(SystemCallNumber.PING, 1, 0, 0);
        }
    }
}
