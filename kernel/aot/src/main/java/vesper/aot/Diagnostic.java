package vesper.aot;

/**
 * Why a program can't be compiled.
 *
 * @param where {@code File.java:line}, or the class and method if there is no line
 * @param cause what stands there
 * @param remedy what to write instead
 */
public record Diagnostic(String where, String cause, String remedy) {
    @Override
    public String toString() {
        return where + ": " + cause + "; " + remedy;
    }
}
