package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The project's own litmus tests: families of cycles, each crossed with the edges that may lie in its threads. Always
 * the same, in the same order; no two differ in the numbers of their threads only.
 */
public final class Suite {
    /** Tests that show one thing; {@code title} says which. */
    public record Chapter(String title, List<Cycle> cycles) {
        public Chapter {
            cycles = List.copyOf(cycles);
        }
    }

    private static final List<String> TWO_THREADS = List.of("MP", "SB", "LB", "S", "R", "2+2W");

    private Suite() {}

    /** All tests. */
    public static Stream<GeneratedTest> all() {
        return chapters().stream().flatMap(chapter -> chapter.cycles().stream()).map(Cycle::test);
    }

    /** The tests by what they show. */
    public static List<Chapter> chapters() {
        Collector collector = new Collector();
        collector.chapter("two threads", twoThreads());
        collector.chapter("three threads", threeThreads());
        collector.chapter("four threads", fourThreads());
        collector.chapter("chains in a thread", chains());
        collector.chapter("read-modify-writes", readModifyWrites());
        collector.chapter("a location handed on", handovers());
        collector.chapter("coherence", coherence());
        collector.chapter("widths", widths());
        collector.chapter("mixed sizes", mixedSizes());
        collector.chapter("mixed sizes, forwarded", forwardedParts());
        collector.chapter("parts of one location", partsOfOneLocation());
        return collector.chapters;
    }

    private static Stream<Cycle> twoThreads() {
        return TWO_THREADS.stream().map(Shape::of).flatMap(shape -> crossed(shape, Pool.ALL));
    }

    private static Stream<Cycle> threeThreads() {
        Stream<Cycle> withOneAlone = Stream.of("WRC", "RWC", "WWC", "WRR+2W", "WRW+2W", "WRW+WR")
                .map(Shape::of)
                .flatMap(shape -> crossed(shape, Pool.SOME));
        Stream<Cycle> full = Stream.of(
                        "ISA2", "W+RWC", "Z6.0", "Z6.1", "Z6.2", "Z6.3", "Z6.4", "Z6.5", "3.SB", "3.LB", "3.2W")
                .map(Shape::of)
                .flatMap(shape -> crossed(shape, Pool.FEW));
        Stream<Cycle> alone = Stream.of("WRC", "RWC", "WWC")
                .map(Shape::of)
                .flatMap(shape -> Stream.of("XP", "AmoP", "RlP")
                        .flatMap(first -> crossed(shape, Pool.EXTREMES, List.of(first, "", ""))));
        return Stream.of(withOneAlone, full, alone).flatMap(each -> each);
    }

    private static Stream<Cycle> fourThreads() {
        Stream<Cycle> independent = Stream.concat(
                crossed(Shape.of("IRIW"), Pool.SOME.and(Pool.EXTREMES)),
                Stream.of("IRRWIW", "IRWIW").map(Shape::of).flatMap(shape -> crossed(shape, Pool.FEW)));
        Stream<Cycle> rings = Stream.of("4.SB", "4.LB", "4.2W")
                .map(Shape::of)
                .flatMap(shape -> Pool.FEW.between(shape.gaps().getFirst()).stream()
                        .map(between -> shape.cycle(Collections.nCopies(4, between), noParts(shape))));
        return Stream.concat(independent, rings);
    }

    /** One thread has a chain, the others what orders best; and two such chains side by side. */
    private static Stream<Cycle> chains() {
        return Stream.of(
                        Stream.of("MP", "SB", "LB", "S", "R", "2+2W", "WRC", "ISA2")
                                .map(Shape::of)
                                .flatMap(shape -> oneGap(shape, Pool.CHAINS, Pool.STRONG)),
                        crossed(Shape.of("SB"), Pool.CHAINS))
                .flatMap(each -> each);
    }

    private static Stream<Cycle> readModifyWrites() {
        return Stream.of("MP", "SB", "LB", "S", "R", "2+2W", "WRC", "RWC")
                .map(Shape::of)
                .flatMap(shape -> oneGap(shape, Pool.READ_MODIFY_WRITES, Pool.EXTREMES));
    }

    private static Stream<Cycle> handovers() {
        return Stream.of("ISA2", "Z6.2")
                .map(Shape::of)
                .flatMap(shape -> Pool.HANDOVERS.between("RW").stream()
                        .flatMap(handover -> product(List.of(
                                        Pool.FEW.between("WW"),
                                        List.of(handover),
                                        Pool.FEW.between(shape.gaps().getLast())))
                                .map(between -> shape.cycle(between, noParts(shape)))));
    }

    private static Stream<Cycle> coherence() {
        return Stream.of("CoRR", "CoRW2", "CoWR", "MP", "SB", "LB", "S", "R", "WRC", "RWC", "WWC")
                .map(Shape::of)
                .flatMap(shape -> crossed(shape, Pool.SAME_LOCATION));
    }

    private static Stream<Cycle> widths() {
        Stream<Cycle> shapes = Stream.concat(TWO_THREADS.stream(), Stream.of("WRC", "IRIW"))
                .map(Shape::of)
                .flatMap(shape -> Stream.of("b0b0", "h0h0", "d0d0", "b3b3", "w4w4")
                        .flatMap(parts -> crossed(shape, Pool.EXTREMES.and(Pool.LIGHT), everywhere(shape, parts))));
        Stream<Cycle> coherence = Stream.of("CoRR", "CoRW2", "CoWR")
                .map(Shape::of)
                .flatMap(shape -> Stream.of("b0b0", "h2h2", "d0d0")
                        .flatMap(parts -> Stream.of("PosRR", "PosRW", "PosWR")
                                .filter(edge -> shape.gaps().contains(edge.substring(3)))
                                .map(edge -> shape.cycle(List.of(edge), everywhere(shape, parts)))));
        Stream<Cycle> annotated = TWO_THREADS.stream()
                .map(Shape::of)
                .flatMap(shape -> crossed(shape, Pool.FEW, everywhere(shape, "d0d0")));
        return Stream.of(shapes, coherence, annotated).flatMap(each -> each);
    }

    private static Stream<Cycle> mixedSizes() {
        List<String> parts = List.of("Pw0h2", "b1Pw0", "d0w4", "w4d0", "Xw4d0", "d0Amow4");
        return Stream.of("MP", "SB", "LB", "S", "R", "2+2W")
                .map(Shape::of)
                .flatMap(shape -> product(Collections.nCopies(shape.communications(), parts))
                        .flatMap(each -> alike(shape, Pool.LIGHT, each)));
    }

    /** A store that the thread itself loads again, at another width, before it goes on. */
    private static Stream<Cycle> forwardedParts() {
        return Stream.of("w0h0", "w0h2", "h0w0", "h2w0", "b1w0", "d0w4", "w4d0").flatMap(Suite::forwarded);
    }

    private static Stream<Cycle> forwarded(String parts) {
        String written = parts.substring(0, 2);
        List<String> stores = Stream.of("PodRR", "DpAddrdR", "Fence.r.rdRR")
                .map(edge -> "Rfi" + parts + " " + edge)
                .toList();
        Stream<String> relays = Stream.of("DpAddrdW", "DpDatadW", "DpCtrldW", "PodRW")
                .map(edge -> edge + "P" + written + " Rfi" + parts + " DpAddrdR");
        Shape both = Shape.of("SB");
        Shape one = Shape.of("R");
        Shape relayed = Shape.of("MP");
        String same = written + written;
        return Stream.of(
                        product(List.of(stores, stores)).map(between -> both.cycle(between, List.of(same, same))),
                        stores.stream().map(store -> one.cycle(List.of("Fence.rw.rwdWW", store), List.of(same, ""))),
                        relays.map(relay -> relayed.cycle(List.of("Fence.rw.rwdWW", relay), noParts(relayed))))
                .flatMap(each -> each);
    }

    /** All accesses to one location, at least two of them to different bytes of it. */
    private static Stream<Cycle> partsOfOneLocation() {
        List<String> parts = List.of("h0", "h2", "w0");
        Predicate<List<String>> different = each -> each.stream().distinct().count() > 1;
        return Stream.of("CoRR", "CoRW2", "CoWR", "MP", "SB", "LB")
                .map(Shape::of)
                .flatMap(shape -> product(Collections.nCopies(accesses(shape), parts))
                        .filter(different)
                        .flatMap(each -> inParts(shape, each)));
    }

    private static int accesses(Shape shape) {
        return shape.communications() + shape.gaps().size();
    }

    /** The cycle within one location whose accesses have these parts; none if two that communicate have no byte in common. */
    private static Stream<Cycle> inParts(Shape shape, List<String> parts) {
        List<String> edges = new ArrayList<>();
        for (int i = 0; i < shape.words().size(); i += 2) {
            String thread = shape.words().get(i);
            if (thread.length() > 1) {
                edges.add("Pos" + thread);
            }
            edges.add(shape.words().get(i + 1) + "e");
        }
        List<Edge> annotated = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Annotation source = Annotation.parse(parts.get(i));
            Annotation target = Annotation.parse(parts.get((i + 1) % parts.size()));
            Edge edge = Edge.parse(edges.get(i)).with(source, target);
            boolean apart = !source.part().orElseThrow().overlaps(target.part().orElseThrow());
            if (edge.isCommunication() && apart) {
                return Stream.empty();
            }
            annotated.add(edge);
        }
        return Stream.of(Cycle.of(annotated));
    }

    private static List<String> noParts(Shape shape) {
        return everywhere(shape, "");
    }

    private static List<String> everywhere(Shape shape, String parts) {
        return Collections.nCopies(shape.communications(), parts);
    }

    private static Stream<Cycle> crossed(Shape shape, Pool pool) {
        return crossed(shape, pool, noParts(shape));
    }

    /** Each gap with each that the pool has for it. */
    private static Stream<Cycle> crossed(Shape shape, Pool pool, List<String> parts) {
        return product(shape.gaps().stream().map(pool::between).toList()).map(between -> shape.cycle(between, parts));
    }

    /** All gaps with the pool's first, all with its second and so on. */
    private static Stream<Cycle> alike(Shape shape, Pool pool, List<String> parts) {
        int choices = pool.between(shape.gaps().getFirst()).size();
        return Stream.iterate(0, i -> i < choices, i -> i + 1)
                .map(i -> shape.cycle(
                        shape.gaps().stream()
                                .map(gap -> pool.between(gap).get(i))
                                .toList(),
                        parts));
    }

    /** One gap with each of the first pool's, the others with each of the second's. */
    private static Stream<Cycle> oneGap(Shape shape, Pool pool, Pool others) {
        List<String> gaps = shape.gaps();
        return Stream.iterate(0, i -> i < gaps.size(), i -> i + 1).flatMap(one -> {
            List<List<String>> choices = new ArrayList<>();
            for (int i = 0; i < gaps.size(); i++) {
                choices.add((i == one ? pool : others).between(gaps.get(i)));
            }
            return product(choices).map(between -> shape.cycle(between, noParts(shape)));
        });
    }

    private static <T> Stream<List<T>> product(List<List<T>> choices) {
        Stream<List<T>> result = Stream.of(List.of());
        for (List<T> choice : choices) {
            result = result.flatMap(start -> choice.stream()
                    .map(next -> Stream.concat(start.stream(), Stream.of(next)).toList()));
        }
        return result;
    }

    /** Leaves out what a cycle before it asks already. */
    private static final class Collector {
        private final Set<String> known = new HashSet<>();
        private final List<Chapter> chapters = new ArrayList<>();

        void chapter(String title, Stream<Cycle> cycles) {
            chapters.add(new Chapter(title, cycles.filter(this::isNew).toList()));
        }

        private boolean isNew(Cycle cycle) {
            return known.add(cycle.canonical());
        }
    }
}
