package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Names of tests: the shape, then for each thread what is between its accesses. {@code MP+fence.w.w+addr}. If all
 * threads have the same it stands once, with an s: {@code SB+pos}.
 */
final class CycleName {
    private final Cycle cycle;

    private CycleName(Cycle cycle) {
        this.cycle = cycle;
    }

    static String of(Cycle cycle) {
        return new CycleName(cycle).name();
    }

    private String name() {
        List<String> parts = new ArrayList<>();
        List<String> singles = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int thread = 0; thread < cycle.threads(); thread++) {
            List<Event> events = cycle.eventsOfThread(thread);
            Event last = events.getLast();
            words.add(shape(events));
            words.add(cycle.communication(last.index()).orElseThrow().kind().word());
            if (events.size() == 1) {
                singles.add(last.access().toString());
            } else {
                parts.add(between(events));
            }
        }
        String shape = Shape.named(words).map(Shape::name).orElseGet(() -> String.join("-", words));
        boolean plain = singles.stream().allMatch(Access.PLAIN.toString()::equals);
        return shape + joined(parts) + (plain ? "" : joined(singles));
    }

    private static String shape(List<Event> events) {
        String first = events.getFirst().direction().name();
        return events.size() == 1 ? first : first + events.getLast().direction();
    }

    private String between(List<Event> events) {
        List<String> names = new ArrayList<>();
        for (Event event : events.subList(0, events.size() - 1)) {
            Edge edge = cycle.edgeFrom(event);
            Event target = cycle.target(event.index());
            boolean unclear = !target.equals(events.getLast())
                    && fitsBoth(edge.link())
                    && startsFromBoth(cycle.edgeFrom(target).link());
            String middle = unclear ? target.direction().name() : "";
            names.add(edge.link().shortName() + (middle + cycle.annotations(event.index())).toLowerCase(Locale.ROOT));
        }
        return String.join("-", names);
    }

    /** Whether the name of a link leaves open what the access behind it does. */
    private static boolean fitsBoth(Link link) {
        boolean data = link instanceof Link.Dependency dependency && dependency.way() == Link.Dependency.Way.DATA;
        return link instanceof Link.InternalLink && !data;
    }

    /** Whether the name of a link leaves open what the access before it does. */
    private static boolean startsFromBoth(Link link) {
        return link instanceof Link.Po || link instanceof Link.Fence;
    }

    private static String joined(List<String> parts) {
        boolean same = parts.size() > 1 && parts.stream().distinct().count() == 1;
        return same
                ? "+" + parts.getFirst() + "s"
                : parts.stream().map("+"::concat).collect(Collectors.joining());
    }
}
