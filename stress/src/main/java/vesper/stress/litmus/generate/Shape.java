package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A family of cycles by its usual name: the same threads with the same communication between, whatever lies between the
 * accesses of a thread.
 *
 * @param words for each thread its first and last access, or its only one, then how it communicates with the next
 */
public record Shape(String name, List<String> words) {
    private static final List<Shape> ALL = shapes(
            "MP: WW Rf RR Fr",
            "SB: WR Fr WR Fr",
            "LB: RW Rf RW Rf",
            "S: WW Rf RW Co",
            "R: WW Co WR Fr",
            "2+2W: WW Co WW Co",
            "3.SB: WR Fr WR Fr WR Fr",
            "3.LB: RW Rf RW Rf RW Rf",
            "3.2W: WW Co WW Co WW Co",
            "4.SB: WR Fr WR Fr WR Fr WR Fr",
            "4.LB: RW Rf RW Rf RW Rf RW Rf",
            "4.2W: WW Co WW Co WW Co WW Co",
            "ISA2: WW Rf RW Rf RR Fr",
            "W+RWC: WW Rf RR Fr WR Fr",
            "Z6.0: WW Rf RW Co WR Fr",
            "Z6.1: WW Co WW Rf RW Co",
            "Z6.2: WW Rf RW Rf RW Co",
            "Z6.3: WW Co WW Rf RR Fr",
            "Z6.4: WW Co WR Fr WR Fr",
            "Z6.5: WW Co WW Co WR Fr",
            "WRC: W Rf RW Rf RR Fr",
            "WWC: W Rf RW Rf RW Co",
            "RWC: W Rf RR Fr WR Fr",
            "WRR+2W: W Rf RR Fr WW Co",
            "WRW+2W: W Rf RW Co WW Co",
            "WRW+WR: W Rf RW Co WR Fr",
            "IRIW: W Rf RR Fr W Rf RR Fr",
            "IRRWIW: W Rf RR Fr W Rf RW Co",
            "IRWIW: W Rf RW Co W Rf RW Co",
            "CoRR: W Rf RR Fr",
            "CoRW2: W Rf RW Co",
            "CoWR: W Co WR Fr",
            "CoRW1: RW Rf",
            "CoWR0: WR Fr",
            "CoWW: WW Co");

    private static List<Shape> shapes(String... rows) {
        return Arrays.stream(rows)
                .map(row -> row.split(": ", 2))
                .map(row -> new Shape(row[0], List.of(row[1].split(" "))))
                .toList();
    }

    /**
     * A shape by its name.
     *
     * @throws IllegalArgumentException for a name that none has
     */
    static Shape of(String name) {
        return ALL.stream()
                .filter(shape -> shape.name.equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no shape " + name));
    }

    /** The shape that has these words, from whichever thread on. */
    static Optional<Shape> named(List<String> words) {
        return ALL.stream()
                .filter(shape -> shape.words.size() == words.size())
                .filter(shape -> IntStream.range(0, words.size() / 2)
                        .anyMatch(
                                thread -> Cycle.rotated(shape.words, 2 * thread).equals(words)))
                .findFirst();
    }

    /** The first and last access of each thread that has more than one: {@code WW}, {@code RR}. */
    List<String> gaps() {
        return IntStream.range(0, words.size())
                .filter(i -> isGap(i))
                .mapToObj(words::get)
                .toList();
    }

    private boolean isGap(int word) {
        return word % 2 == 0 && words.get(word).length() > 1;
    }

    /**
     * The cycle with these edges.
     *
     * @param between for each gap the edges from its first access to its last
     * @param parts for each communication what it says of the parts that its accesses cover, perhaps nothing
     */
    Cycle cycle(List<String> between, List<String> parts) {
        List<String> edges = new ArrayList<>();
        int gap = 0;
        for (int i = 0; i < words.size(); i++) {
            if (i % 2 == 1) {
                edges.add(words.get(i) + "e" + parts.get(i / 2));
            } else if (isGap(i)) {
                edges.add(between.get(gap++));
            }
        }
        return Cycle.parse(String.join(" ", edges));
    }

    int communications() {
        return words.size() / 2;
    }
}
