package vesper.stress.litmus.model;

/** Which annotations the loads and stores of Zalasr carry ({@code lw.aq}, {@code sw.rl}). */
public enum ZalasrReading {
    /**
     * As ratified: a load-acquire "always has an acquire-RCsc annotation", a store-release "always has a release-RCsc
     * annotation" (chapter "Zalasr", Load Acquire and Store Release). So they take part in rule 7.
     */
    RCSC,

    /** Acquire-RCpc and release-RCpc, as before ratification: rules 5 and 6 only. */
    RCPC
}
