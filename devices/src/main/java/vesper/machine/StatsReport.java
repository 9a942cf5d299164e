package vesper.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vesper.hart.Cause;
import vesper.hart.HartGroup;
import vesper.hart.HartStats;
import vesper.hart.Interrupt;

/** The table of {@code --stats}: a line for each hart, then what it was interrupted by. */
final class StatsReport {
    private StatsReport() {}

    /**
     * Writes the table.
     *
     * @param nanos how long the harts ran, on the wall's clock
     */
    static String of(HartGroup harts, long nanos) {
        StringBuilder text = new StringBuilder();
        text.append("hart      instructions     MIPS     traps interrupts    parked s sc failures\n");
        for (int i = 0; i < harts.count(); i++) {
            HartStats stats = harts.hart(i).stats();
            long running = Math.max(1, nanos - stats.parkedNanos());
            text.append(String.format(
                    Locale.ROOT,
                    "hart-%-3d %13d %8.1f %9d %10d %11.3f %11d%n",
                    i,
                    stats.instructions(),
                    stats.instructions() * 1e3 / running,
                    traps(stats),
                    interrupts(stats),
                    stats.parkedNanos() / 1e9,
                    stats.scFailures()));
            String details = details(stats);
            if (!details.isEmpty()) {
                text.append("         ").append(details).append('\n');
            }
        }
        text.append(String.format(
                Locale.ROOT, "%.3f s powered on; MIPS counts the time that a hart was not parked%n", nanos / 1e9));
        return text.toString();
    }

    private static long traps(HartStats stats) {
        long sum = 0;
        for (int cause = 0; cause < stats.causes(); cause++) {
            sum += stats.traps(cause);
        }
        return sum;
    }

    private static long interrupts(HartStats stats) {
        long sum = 0;
        for (Interrupt interrupt : Interrupt.values()) {
            sum += stats.interrupts(interrupt);
        }
        return sum;
    }

    private static String details(HartStats stats) {
        List<String> parts = new ArrayList<>();
        for (int cause = 0; cause < stats.causes(); cause++) {
            if (stats.traps(cause) != 0) {
                parts.add(Cause.name(cause) + " " + stats.traps(cause));
            }
        }
        for (Interrupt interrupt : Interrupt.values()) {
            if (stats.interrupts(interrupt) != 0) {
                parts.add(interrupt + " " + stats.interrupts(interrupt));
            }
        }
        return String.join(", ", parts);
    }
}
