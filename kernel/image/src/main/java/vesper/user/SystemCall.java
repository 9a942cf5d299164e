package vesper.user;

import vesper.kernel.abi.SystemCallNumber;
import vesper.metal.Cpu;

/** What a program may ask of the kernel. */
final class SystemCall {
    private SystemCall() {}

    static long ping() {
        return Cpu.ecall(SystemCallNumber.PING, 0, 0, 0);
    }
}
