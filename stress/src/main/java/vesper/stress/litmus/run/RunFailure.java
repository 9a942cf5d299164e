package vesper.stress.litmus.run;

import java.io.Serial;

/** Why a test gave no histogram; the message is one line for whoever wrote the test. */
public final class RunFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** Whether the test was tried. */
    public enum Kind {
        /** Not tried: the machine, or this runner, lacks what the message names. */
        UNSUPPORTED,

        /** Tried: a thread trapped or never ended, or the machine failed. */
        ERROR
    }

    private final Kind kind;

    RunFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static RunFailure unsupported(String what) {
        return new RunFailure(Kind.UNSUPPORTED, what);
    }

    static RunFailure error(String what) {
        return new RunFailure(Kind.ERROR, what);
    }

    public Kind kind() {
        return kind;
    }
}
