package vesper.kernel.proc;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.A7;

import vesper.isa.Assembler;
import vesper.kernel.abi.SystemCallNumber;
import vesper.metal.Assembly;

/** Where the function that a process began with returns to. */
@Assembly
public final class ProcessExit {
    private ProcessExit() {}

    public static void assemble(Assembler a) {
        a.section(".text");
        a.globl("process_exit");
        a.label("process_exit");
        a.li(A0, 0);
        a.li(A7, SystemCallNumber.EXIT);
        a.ecall();
    }
}
