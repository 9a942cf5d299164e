package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import vesper.stress.litmus.generate.Link.Communication.Kind;

/**
 * The writes to each location in the order that the cycle asks for, and so what each of them writes, what each read
 * must see and what is left in the end.
 *
 * <p>Along a stretch of a cycle that stays at one location the order is that of the stretch. A cycle that has one
 * location only is cut at an edge of program order first, the one that coherence will contradict.
 *
 * <p>The k-th write writes k; or k in each of its bytes, where accesses have different widths, so that each byte tells
 * whence it came.
 */
final class Coherence {
    /**
     * A further thread that must see these contents of a location one after the other. It is needed where the last
     * value alone does not tell the order of the writes before.
     */
    record Observer(int location, List<Long> contents) {}

    private static final long ONE_IN_EACH_BYTE = 0x0101_0101_0101_0101L;

    private final Cycle cycle;
    private final long[] values;
    private final long[] before;
    private final long[] finals;
    private final boolean[] writtenTwice;
    private final List<Observer> observers = new ArrayList<>();

    /**
     * @throws IllegalArgumentException if the cycle asks for what coherence has no order for
     */
    Coherence(Cycle cycle) {
        this.cycle = cycle;
        values = new long[cycle.events().size()];
        before = new long[cycle.events().size()];
        finals = new long[cycle.locations()];
        writtenTwice = new boolean[cycle.locations()];
        for (int location = 0; location < cycle.locations(); location++) {
            settle(location);
        }
    }

    /** What an event writes, or must read. */
    long value(Event event) {
        return values[event.index()];
    }

    /** What the bytes of an event held before it. */
    long valueBefore(Event event) {
        return before[event.index()];
    }

    /** What a location holds in the end. */
    long finalContent(int location) {
        return finals[location];
    }

    /** Whether the final content says anything of the order of writes. */
    boolean isWrittenTwice(int location) {
        return writtenTwice[location];
    }

    List<Observer> observers() {
        return observers;
    }

    /** How long a location is, in bytes: 4, or 8 if an access needs it. */
    int bytes(int location) {
        return at(location).stream().anyMatch(event -> event.part().end() > Part.WORD.end())
                ? Part.LONGEST
                : Part.WORD.bytes();
    }

    /** Whether all accesses to a location are to its first word. */
    boolean isWord(int location) {
        return at(location).stream().allMatch(event -> event.part().equals(Part.WORD));
    }

    private List<Event> at(int location) {
        return cycle.events().stream()
                .filter(event -> event.location() == location)
                .toList();
    }

    private void settle(int location) {
        List<List<Event>> orders = possibleOrders(location);
        Predicate<List<Event>> shownByFinal = order -> unshown(order).isEmpty();
        List<Event> order = orders.stream().filter(shownByFinal).findFirst().orElseGet(orders::getFirst);
        List<Long> contents = run(order, isWord(location) ? 1 : ONE_IN_EACH_BYTE);
        finals[location] = contents.isEmpty() ? 0 : contents.getLast();
        writtenTwice[location] = contents.size() > 1;
        if (!shownByFinal.test(order)) {
            observers.add(new Observer(location, contents.subList(0, contents.size() - 1)));
        }
    }

    /** The events at a location, behind the edge from another one; or behind each edge that could be the cut. */
    private List<List<Event>> possibleOrders(int location) {
        List<Event> events = at(location);
        boolean only = cycle.locations() == 1;
        return IntStream.range(0, events.size())
                .filter(i -> startsStretch(events.get(i), only))
                .mapToObj(i -> Cycle.rotated(events, i))
                .toList();
    }

    private boolean startsStretch(Event event, boolean onlyLocation) {
        int before = Math.floorMod(event.index() - 1, cycle.events().size());
        boolean orders = cycle.communication(before).isPresent() || cycle.isReadModifyWrite(before);
        return onlyLocation ? !orders : !cycle.edges().get(before).link().sameLocation();
    }

    /** Fills in the values, and gives the contents of the location after each write. */
    private List<Long> run(List<Event> order, long unit) {
        List<Long> contents = new ArrayList<>();
        long content = 0;
        for (Event event : order) {
            before[event.index()] = event.part().of(content);
            if (event.writes()) {
                content = event.part().into(content, unit * (contents.size() + 1));
                contents.add(content);
            }
            values[event.index()] = event.part().of(content);
        }
        return contents;
    }

    /** The communication that neither what is read, nor program order, nor what is left in the end tells. */
    private Optional<Edge> unshown(List<Event> order) {
        return order.stream()
                .filter(event -> !isShown(event, order))
                .map(cycle::edgeFrom)
                .findFirst();
    }

    private boolean isShown(Event event, List<Event> order) {
        Edge edge = cycle.edgeFrom(event);
        if ((!edge.is(Kind.FR) && !edge.is(Kind.CO)) || cycle.inProgramOrder(event.index())) {
            return true;
        }
        Event write = cycle.target(event.index());
        return edge.is(Kind.CO) ? isBefore(event, write, order) : isReadBefore(event, write, order);
    }

    /** Whether the last value shows that one write came before another: it has a byte of the later in place of both. */
    private static boolean isBefore(Event write, Event later, List<Event> order) {
        return bytes(write, later)
                .anyMatch(b -> lastWriter(order, b).filter(later::equals).isPresent());
    }

    private static boolean isReadBefore(Event read, Event later, List<Event> order) {
        List<Event> sofar = order.subList(0, order.indexOf(read));
        return bytes(read, later)
                .anyMatch(b -> lastWriter(sofar, b)
                        .map(seen -> seen.isBeforeInProgramOrder(later)
                                || lastWriter(order, b).filter(later::equals).isPresent())
                        .orElse(true));
    }

    private static IntStream bytes(Event one, Event other) {
        return IntStream.range(0, Part.LONGEST)
                .filter(b -> one.part().covers(b) && other.part().covers(b));
    }

    private static Optional<Event> lastWriter(List<Event> order, int b) {
        return order.stream()
                .filter(event -> event.writes() && event.part().covers(b))
                .reduce((earlier, later) -> later);
    }
}
