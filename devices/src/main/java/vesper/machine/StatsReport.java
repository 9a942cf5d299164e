package vesper.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vesper.hart.HartGroup;
import vesper.hart.state.Cause;
import vesper.hart.state.HartStats;
import vesper.hart.state.Interrupt;
import vesper.hart.state.RegionExit;
import vesper.hart.state.TranslationStats;

/** The table of {@code --stats}: a line for each hart, then what it was interrupted by and why it left translated code. */
final class StatsReport {
    private StatsReport() {}

    /**
     * Writes the table.
     *
     * @param nanos how long the harts ran, on the wall's clock
     */
    static String of(HartGroup harts, long nanos) {
        StringBuilder text = new StringBuilder();
        text.append(
                "hart      instructions    translated     MIPS     traps interrupts      TLB hits  TLB misses    parked s"
                        + " SC failures\n");
        for (int i = 0; i < harts.count(); i++) {
            HartStats stats = harts.hart(i).stats();
            text.append(line(i, stats, Math.max(1, nanos - stats.parkedNanos())));
            detail(text, "", taken(stats));
            detail(text, "left translated code by ", exits(stats));
        }
        text.append(translator(harts.translationStats()));
        text.append(String.format(
                Locale.ROOT, "%.3f s powered on; MIPS counts the time that a hart was not parked%n", nanos / 1e9));
        return text.toString();
    }

    private static String line(int hartid, HartStats stats, long nanosRunning) {
        return String.format(
                Locale.ROOT,
                "hart-%-3d %13d %13d %8.1f %9d %10d %13d %11d %11.3f %11d%n",
                hartid,
                stats.instructions(),
                stats.translatedInstructions(),
                stats.instructions() * 1e3 / nanosRunning,
                traps(stats),
                interrupts(stats),
                stats.tlbHits(),
                stats.tlbMisses(),
                stats.parkedNanos() / 1e9,
                stats.scFailures());
    }

    private static void detail(StringBuilder text, String what, List<String> parts) {
        if (!parts.isEmpty()) {
            text.append("         ")
                    .append(what)
                    .append(String.join(", ", parts))
                    .append('\n');
        }
    }

    private static String translator(TranslationStats stats) {
        return stats.regions() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d regions of %d bytecodes in sum, built in %.1f ms%n",
                        stats.regions(),
                        stats.bytecodes(),
                        stats.nanos() / 1e6);
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

    private static List<String> taken(HartStats stats) {
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
        return parts;
    }

    private static List<String> exits(HartStats stats) {
        return Arrays.stream(RegionExit.values())
                .filter(exit -> stats.exits(exit) != 0)
                .map(exit -> exit + " " + stats.exits(exit))
                .toList();
    }
}
