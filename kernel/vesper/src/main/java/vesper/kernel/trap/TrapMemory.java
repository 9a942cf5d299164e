package vesper.kernel.trap;

import vesper.isa.Assembler;
import vesper.metal.Assembly;

/** The memory that hart 0 needs before there are page frames: two trap frames, and a stack for each. */
@Assembly
public final class TrapMemory {
    private static final int STACK_SIZE = 16 << 10;
    private static final int STACK_ALIGN = 4;

    private TrapMemory() {}

    public static void assemble(Assembler a) {
        a.section(".bss");
        a.align(STACK_ALIGN);
        a.label("idle_frame"); // of skmain
        a.space(TrapFrame.SIZE);
        a.label("nested_frame"); // of a trap in the trap handler, or in kinit
        a.space(TrapFrame.SIZE);
        a.label("trap_stack");
        a.space(STACK_SIZE);
        a.label("trap_stack_end");
        a.label("nested_stack");
        a.space(STACK_SIZE);
        a.label("nested_stack_end");
    }
}
