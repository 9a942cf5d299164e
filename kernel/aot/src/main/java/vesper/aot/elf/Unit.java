package vesper.aot.elf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vesper.aot.emit.CodeLog;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Position;
import vesper.isa.Places;

/**
 * A source file that has code, and the code that it has.
 *
 * @param file with its folder, as a debugger looks for it
 */
record Unit(String file, List<Function> functions) {
    /**
     * A compiled method.
     *
     * @param end exclusive
     * @param body behind the prologue
     * @param line its first
     */
    record Function(MethodRef method, long start, long body, long end, int frameSize, int line, List<Row> rows) {}

    /**
     * From {@code address} on, it is this line.
     *
     * @param statement whether a breakpoint on the line belongs here
     */
    record Row(long address, String file, int line, boolean statement) {}

    /**
     * Sorts what the back end has logged by source files; methods without lines are left out.
     *
     * @param path turns {@link Position#file} into a path that a debugger finds
     */
    static List<Unit> of(CodeLog log, Places places, UnaryOperator<String> path) {
        NavigableMap<Long, CodeLog.Site> sites = new TreeMap<>();
        for (CodeLog.Site site : log.sites()) {
            Position position = site.position();
            if (position != null && position.line() > 0) {
                // A call may begin where a line does; the line counts.
                sites.putIfAbsent(places.address(site.start()), site);
            }
        }
        Map<String, Unit> units = new LinkedHashMap<>();
        for (CodeLog.Function function : log.functions()) {
            long start = places.address(function.start());
            long end = places.address(function.end());
            Map<Long, CodeLog.Site> own = sites.subMap(start, true, end, false);
            Position first = first(own);
            if (first != null) {
                List<Row> rows = new ArrayList<>();
                own.forEach((address, site) -> rows.add(row(address, site, path)));
                String file = path.apply(first.file());
                units.computeIfAbsent(file, absent -> new Unit(absent, new ArrayList<>()))
                        .functions()
                        .add(new Function(
                                function.method(),
                                start,
                                places.address(function.body()),
                                end,
                                function.frameSize(),
                                first.line(),
                                rows));
            }
        }
        return List.copyOf(units.values());
    }

    private static @Nullable Position first(Map<Long, CodeLog.Site> sites) {
        for (CodeLog.Site site : sites.values()) {
            Position at = site.position();
            for (; at != null; at = at.caller()) {
                if (at.caller() == null) {
                    return at;
                }
            }
        }
        return null;
    }

    private static Row row(long address, CodeLog.Site site, UnaryOperator<String> path) {
        Position at = Objects.requireNonNull(site.position());
        return new Row(address, path.apply(at.file()), at.line(), site.kind() != CodeLog.Kind.FAILURE);
    }
}
