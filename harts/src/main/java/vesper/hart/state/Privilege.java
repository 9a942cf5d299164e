package vesper.hart.state;

/** Privilege modes, encoded as in {@code mstatus.MPP} (privileged manual, section 1.2). */
public final class Privilege {
    public static final int U = 0;
    public static final int S = 1;
    public static final int M = 3;

    private Privilege() {}
}
