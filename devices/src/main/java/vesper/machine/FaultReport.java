package vesper.machine;

import vesper.hart.state.HartFault;
import vesper.isa.Disassembler;

/** Says in one line where a thread of the machine failed: a bug in the machine, whatever the guest did. */
final class FaultReport {
    private FaultReport() {}

    static Ending ending(HartFault fault) {
        return ending(
                "hart %d, pc 0x%x, instruction 0x%08x (%s)"
                        .formatted(
                                fault.hartid(),
                                fault.pc(),
                                fault.instruction(),
                                Disassembler.disassemble(fault.instruction(), fault.pc())),
                fault.cause());
    }

    /** For a device's thread. */
    static Ending ending(Thread thread, Throwable cause) {
        return ending("thread " + thread.getName(), cause);
    }

    private static Ending ending(String who, Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        String what = String.valueOf(cause).replace('\n', ' ');
        return new Ending(1, "machine fault (a bug in vesper): " + who + ": " + what + where);
    }
}
