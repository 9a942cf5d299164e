package vesper.machine;

import vesper.hart.state.HartFault;
import vesper.isa.Disassembler;

/** Says in one line where a hart's thread failed: a bug in the machine, whatever the guest did. */
final class FaultReport {
    private FaultReport() {}

    static Ending ending(HartFault fault) {
        Throwable cause = fault.cause();
        StackTraceElement[] trace = cause.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        return new Ending(
                1,
                "machine fault (a bug in vesper): hart %d, pc 0x%x, instruction 0x%08x (%s): %s%s"
                        .formatted(
                                fault.hartid(),
                                fault.pc(),
                                fault.instruction(),
                                Disassembler.disassemble(fault.instruction(), fault.pc()),
                                String.valueOf(cause).replace('\n', ' '),
                                where));
    }
}
