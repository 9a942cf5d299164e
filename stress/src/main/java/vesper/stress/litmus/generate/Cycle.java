package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vesper.stress.litmus.generate.Link.Communication;
import vesper.stress.litmus.generate.Link.ReadModifyWrite;

/**
 * Edges of which each begins with the access that the one before ends with, the first with the last one's.
 *
 * <p>External edges go from one thread to the next, the last one back to the first; so if there is one only, there is
 * one thread. Edges with {@code d} go from one location to the next; the last such edge goes back to {@code x}.
 */
public final class Cycle {
    private final List<Edge> edges;
    private final List<Event> events;

    private Cycle(List<Edge> edges, List<Event> events) {
        this.edges = List.copyOf(edges);
        this.events = List.copyOf(events);
    }

    /**
     * Reads edges with spaces between. The first thread is the one that the first edge starts from; or the next one, if
     * that edge is not the first of its thread.
     *
     * @throws IllegalArgumentException one line: what does not fit, and what was expected
     */
    public static Cycle parse(String text) {
        List<Edge> edges = Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(EdgeParser::parse)
                .toList();
        return of(edges);
    }

    /**
     * The cycle of these edges.
     *
     * @throws IllegalArgumentException one line: what does not fit, and what was expected
     */
    public static Cycle of(List<Edge> edges) {
        CycleRules.check(edges);
        List<Edge> ordered = fromStartOfThread(edges);
        List<Access> accesses = CycleRules.accesses(ordered);
        Cycle cycle = new Cycle(settled(ordered, accesses), events(ordered, accesses));
        CycleRules.checkOverlaps(cycle);
        return cycle;
    }

    private static List<Edge> fromStartOfThread(List<Edge> edges) {
        int start = 0;
        while (!edges.get(Math.floorMod(start - 1, edges.size())).external()) {
            start++;
        }
        return rotated(edges, start);
    }

    static <T> List<T> rotated(List<T> list, int start) {
        List<T> result = new ArrayList<>(list.subList(start, list.size()));
        result.addAll(list.subList(0, start));
        return result;
    }

    private static List<Edge> settled(List<Edge> edges, List<Access> accesses) {
        List<Edge> result = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Access source = accesses.get(i);
            Access target = accesses.get((i + 1) % edges.size());
            boolean plain = source.equals(Access.PLAIN) && target.equals(Access.PLAIN);
            result.add(edges.get(i)
                    .with(
                            plain ? Annotation.NONE : source.annotation(),
                            plain ? Annotation.NONE : target.annotation()));
        }
        return result;
    }

    private static List<Event> events(List<Edge> edges, List<Access> accesses) {
        int locations =
                (int) edges.stream().filter(edge -> !edge.link().sameLocation()).count();
        List<Event> events = new ArrayList<>();
        int thread = 0;
        int location = 0;
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            events.add(new Event(i, thread, edge.from(), location, accesses.get(i)));
            thread += edge.external() ? 1 : 0;
            location += edge.link().sameLocation() ? 0 : 1;
            location = location == locations ? 0 : location;
        }
        return events;
    }

    /** The edges; edge i goes from event i to the next. Each that says anything of its accesses says all. */
    public List<Edge> edges() {
        return edges;
    }

    List<Event> events() {
        return events;
    }

    Event target(int edge) {
        return events.get((edge + 1) % events.size());
    }

    /** Whether an edge goes to a later access of the same thread. */
    boolean inProgramOrder(int edge) {
        return events.get(edge).isBeforeInProgramOrder(target(edge));
    }

    public int threads() {
        return events.getLast().thread() + 1;
    }

    int locations() {
        return events.stream().mapToInt(Event::location).max().orElseThrow() + 1;
    }

    List<Event> eventsOfThread(int thread) {
        return events.stream().filter(event -> event.thread() == thread).toList();
    }

    /** The edge that ends in an event, if program order has it. */
    Optional<Edge> edgeInto(Event event) {
        int edge = Math.floorMod(event.index() - 1, edges.size());
        return inProgramOrder(edge) ? Optional.of(edges.get(edge)) : Optional.empty();
    }

    /** The edge that starts from an event. */
    Edge edgeFrom(Event event) {
        return edges.get(event.index());
    }

    /** A name as diy would give it: {@code MP+fence.w.w+addr}. Of two cycles with one name the tests are the same. */
    public String name() {
        return CycleName.of(this);
    }

    /** The test that asks whether this cycle can be seen, under its usual name. */
    public GeneratedTest test() {
        return test(name());
    }

    /**
     * The test that asks whether this cycle can be seen.
     *
     * @throws IllegalArgumentException if no final state shows the cycle, or a thread needs too many registers
     */
    public GeneratedTest test(String name) {
        return new GeneratedTest(name, new TestWriter(this).text(name));
    }

    /** The same for all cycles that differ in the numbers of their threads only. */
    String canonical() {
        List<String> words = words();
        return IntStream.range(0, edges.size())
                .filter(start -> start == 0 || edges.get(start - 1).external())
                .mapToObj(start -> String.join(" ", rotated(words, start)))
                .min(String::compareTo)
                .orElseThrow();
    }

    boolean isReadModifyWrite(int edge) {
        return edges.get(edge).link() instanceof ReadModifyWrite;
    }

    Optional<Communication> communication(int edge) {
        return edges.get(edge).link() instanceof Communication communication
                ? Optional.of(communication)
                : Optional.empty();
    }

    /** The edges, as {@link #parse} reads them. */
    @Override
    public String toString() {
        return String.join(" ", words());
    }

    private List<String> words() {
        return IntStream.range(0, edges.size())
                .mapToObj(edge -> edges.get(edge).with(Annotation.NONE, Annotation.NONE) + annotations(edge))
                .toList();
    }

    /** What an edge has to say of its accesses, in short: {@code PAq}, or nothing if both are plain. */
    String annotations(int edge) {
        Access source = events.get(edge).access();
        Access target = target(edge).access();
        return source.equals(Access.PLAIN) && target.equals(Access.PLAIN) ? "" : source.toString() + target;
    }
}
