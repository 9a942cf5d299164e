package vesper.hart.execute;

import vesper.hart.fetch.CodeCache;
import vesper.hart.memory.MemoryPort;
import vesper.hart.state.AddressSpaces;
import vesper.hart.state.CsrFile;
import vesper.hart.state.HartState;
import vesper.hart.state.Mstatus;

/**
 * Has fetches and data accesses translated in the context that privilege, {@code mstatus}, {@code satp} and PMP ask for.
 * Owned by the hart thread.
 */
public final class Contexts {
    private final HartState state;
    private final CsrFile csrs;
    private final MemoryPort port;
    private final CodeCache code;

    public Contexts(HartState state, MemoryPort port, CodeCache code) {
        this.state = state;
        this.csrs = state.csrs;
        this.port = port;
        this.code = code;
    }

    /** Changes the privilege, and what depends on it. */
    public void setPrivilege(int next) {
        state.privilege = next;
        code.contextChanged();
        dataContextChanged();
    }

    /** After a change of privilege, MPRV, MPP, SUM or MXR. */
    public void dataContextChanged() {
        long mstatus = csrs.mstatus;
        state.dataPrivilege =
                (mstatus & Mstatus.MPRV) != 0 ? (int) (mstatus & Mstatus.MPP) >>> Mstatus.MPP_SHIFT : state.privilege;
        port.contextChanged();
    }

    /** After a change of {@code satp}. */
    public void addressSpaceChanged() {
        AddressSpaces spaces = state.spaces;
        if (!spaces.use(csrs.satp)) {
            port.flushSpace(spaces.current());
            code.flushSpace(spaces.current());
        }
        port.contextChanged();
        code.contextChanged();
    }

    /** After a change of PMP, or a reset: nothing that was translated counts any more. */
    public void flush() {
        port.flush();
        code.flush();
    }
}
