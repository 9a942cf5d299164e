package vesper.aot.ir;

/**
 * Why a panic, as a person reads it: {@code index out of bounds}, {@code IllegalStateException: no frame is free}.
 */
public record Failure(String message) {
    public static final Failure NULL = new Failure("null pointer");
    public static final Failure BOUNDS = new Failure("index out of bounds");
    public static final Failure CAST = new Failure("class cast");
    public static final Failure DIVISION = new Failure("division by zero");
    public static final Failure ARRAY_STORE = new Failure("array store");

    @Override
    public String toString() {
        return '"' + message + '"';
    }
}
