package vesper.hart;

/** Privilege modes, encoded as in {@code mstatus.MPP} (privileged manual, section 1.2). */
final class Privilege {
    static final int U = 0;
    static final int S = 1;
    static final int M = 3;

    private Privilege() {}
}
