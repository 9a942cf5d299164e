package vesper.boot;

/** Where the JVM starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        StandardError.putBack();
        System.exit(new Vesper(Streams.standard()).run(args));
    }
}
