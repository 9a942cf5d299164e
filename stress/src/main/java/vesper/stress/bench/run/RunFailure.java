package vesper.stress.bench.run;

/** A machine did not do what it was started for; the message is one line that says which and what. */
public final class RunFailure extends Exception {
    private static final long serialVersionUID = 1;

    public RunFailure(String message) {
        super(message);
    }
}
