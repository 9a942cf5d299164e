package vesper.user;

import static vesper.isa.Register.A7;
import static vesper.isa.Register.GP;
import static vesper.isa.Register.SP;

import vesper.isa.Assembler;
import vesper.kernel.abi.SystemCallNumber;
import vesper.metal.Assembly;

/** Where a program begins: it calls {@code main}, whose result is the exit status. */
@Assembly
public final class Start {
    private Start() {}

    public static void assemble(Assembler a) {
        a.section(".text.init");
        a.globl("_start");
        a.label("_start");
        a.la(GP, "__global_pointer$");
        a.la(SP, "_stack_end");
        a.call("main");
        a.li(A7, SystemCallNumber.EXIT);
        a.ecall();
    }
}
