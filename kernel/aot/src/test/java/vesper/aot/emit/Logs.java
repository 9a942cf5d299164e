package vesper.aot.emit;

/** Logs of code that no compiler has made. */
public final class Logs {
    private Logs() {}

    public static void add(CodeLog log, CodeLog.Function function) {
        log.add(function);
    }

    public static void add(CodeLog log, CodeLog.Site site) {
        log.add(site);
    }
}
