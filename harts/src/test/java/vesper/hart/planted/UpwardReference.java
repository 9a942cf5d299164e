package vesper.hart.planted;

import vesper.hart.Hart;

/** What must not be: a class of a lower package that knows {@link Hart}. */
public final class UpwardReference {
    private UpwardReference() {}

    /** An upward reference. */
    public static long pc(Hart hart) {
        return hart.pc();
    }
}
