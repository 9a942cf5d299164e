package vesper.kernel.hart;

import vesper.metal.Addr;

/** Something that a hart can run: registers in a trap frame, and where it goes on. */
public class Context {
    // owned by the hart that runs it, or under the lock of the run queue it waits in
    private String name;
    private Addr frame = Addr.ZERO;
    private Addr pc = Addr.ZERO;

    public Context(String name) {
        this.name = name;
    }

    public final String name() {
        return name;
    }

    /** The {@link vesper.kernel.trap.TrapFrame}. */
    public final Addr frame() {
        return frame;
    }

    public final Addr pc() {
        return pc;
    }

    public final void setPc(Addr address) {
        pc = address;
    }

    /** Makes it something new. */
    public final void begin(String newName, Addr newFrame, Addr entry) {
        name = newName;
        frame = newFrame;
        pc = entry;
    }
}
