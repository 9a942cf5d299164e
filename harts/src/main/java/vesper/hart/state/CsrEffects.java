package vesper.hart.state;

/** What the rest of a hart has to do when a CSR is read or written. Called on the hart's thread. */
public interface CsrEffects {
    /** {@code mip}, after taking in what others posted. */
    long pendingNow();

    /** MPRV, MPP, SUM or MXR of {@code mstatus} changed. */
    void dataContextChanged();

    /** {@code satp} changed. */
    void addressSpaceChanged();

    /** PMP changed. */
    void protectionChanged();
}
