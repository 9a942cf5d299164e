package vesper.boot;

/** For tests elsewhere: what {@code -cpu} takes. */
public final class CpuSwitch {
    private CpuSwitch() {}

    public static boolean accepts(String cpu) {
        try {
            CpuModel.check(cpu);
            return true;
        } catch (UsageError e) {
            return false;
        }
    }
}
