package vesper.stress.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vesper.stress.bench.run.Result;

/** Speeds are compared pair by pair. */
class RatiosTest {
    private static final Result SIEVE = Samples.result("sieve", 1, List.of(0.1, 0.05, 0.2), List.of(0.05, 0.05, 0.05));
    private static final Result QUICKSORT = Samples.result("quicksort", 1, List.of(0.05), List.of(0.1));
    private static final Result CALLS = Samples.result("calls", 1, List.of(0.1), List.of(0.8));

    @Test
    void theMedianStandsBetweenTheLeastAndTheMost() {
        assertEquals(new Spread(2, 1, 7), Spread.of(List.of(7.0, 1.0, 2.0)));
        assertEquals(new Spread(3, 1, 7), Spread.of(List.of(7.0, 1.0, 2.0, 4.0)));
        assertEquals("2.00 (1.00-7.25)", new Spread(2, 1, 7.25).toString());
    }

    @Test
    void aRatioAboveOneSaysThatOursIsFaster() {
        Spread ratio = Measure.STEADY_WALL.ratio(SIEVE);
        assertEquals(0.5, ratio.median(), 1e-9);
        assertEquals(0.25, ratio.least(), 1e-9);
        assertEquals(1, ratio.most(), 1e-9);
        assertEquals(0.5, Measure.STEADY_CPU.ratio(SIEVE).median(), 1e-9);
    }

    @Test
    void eachNumberOfSecondsIsWorkDoneByThenAndAWholeProcess() {
        List<Measure> measures = Measure.all(List.of(0.5, 1.0));
        assertEquals(
                List.of(
                        "steady CPU",
                        "steady wall",
                        "0.5 s CPU",
                        "0.5 s wall",
                        "0.5 s of work CPU",
                        "0.5 s of work wall",
                        "1 s CPU",
                        "1 s wall",
                        "1 s of work CPU",
                        "1 s of work wall",
                        "first line"),
                measures.stream().map(Measure::name).toList());
        // half a second of starting, and laps of 0.1 s against laps of 0.05 s
        assertEquals(5.0 / 10, measures.get(7).ratio(SIEVE).median(), 1e-9);
        // the same processor time; a lap that takes 0.6 s at first, and 4 more, against one of 0.55 s, and 9
        assertEquals(5.0 / 10, measures.get(6).ratio(SIEVE).median(), 1e-9);
        // 1 s and 10 laps of 0.1 s against 1 s and 10 of 0.05 s
        assertEquals(1.5 / 2, measures.get(5).ratio(SIEVE).median(), 1e-9);
        assertEquals(1 / 1.5, measures.get(4).ratio(SIEVE).median(), 1e-9);
        assertEquals(1, measures.getLast().ratio(SIEVE).median(), 1e-9);
    }

    @Test
    void meansAreGeometricAndOverGroupsToo() {
        List<Mean> means = Mean.over(List.of(SIEVE, QUICKSORT, CALLS), Measure.STEADY_WALL);
        assertEquals(List.of("all", "integer"), means.stream().map(Mean::of).toList());
        assertEquals(2, means.getFirst().ratio(), 1e-9); // 1/2, 2 and 8
        assertEquals(3, means.getFirst().count());
        assertEquals(1, means.getLast().ratio(), 1e-9);
    }

    @Test
    void severalHartsAreComparedWithOne() {
        Result two = Samples.result("sieve", 2, List.of(0.1, 0.05, 0.2), List.of(0.1, 0.1, 0.1));
        List<Scaling> scalings = Scaling.of(List.of(SIEVE, two, CALLS));
        assertEquals(1, scalings.size());
        assertEquals(2, scalings.getFirst().ours().median(), 1e-9);
        assertEquals(1, scalings.getFirst().theirs().getFirst().median(), 1e-9);
        assertEquals(1.5, scalings.getFirst().host().median(), 1e-9);
    }

    @Test
    void barsGrowFromOneAndStayOnTheScale() {
        BarChart chart = new BarChart("a < b");
        chart.add("slower", new Spread(0.5, 0.25, 1));
        chart.add("faster", new Spread(2, 1, 1000));
        String svg = chart.svg();
        assertTrue(svg.contains("a &lt; b"), svg);
        double one = number(svg, "<line x1=\"([0-9.]+)\"[^>]*stroke=\"#222222\"/>");
        double slower = number(svg, "<rect x=\"([0-9.]+)\"[^>]*fill=\"#c03d3e\"/>");
        double width = number(svg, "<rect x=\"[0-9.]+\" y=\"[0-9]+\" width=\"([0-9.]+)\"[^>]*fill=\"#c03d3e\"/>");
        double faster = number(svg, "<rect x=\"([0-9.]+)\"[^>]*fill=\"#3a923a\"/>");
        assertEquals(one, slower + width, 0.11);
        assertEquals(one, faster, 0.11);
        double end = number(
                svg, "x2=\"([0-9.]+)\" y2=\"[0-9]+\" stroke=\"#222222\" stroke-width=\"1.5\"/>\n<text[^\n]*1000");
        assertTrue(end <= 230 + 560, svg);
    }

    private static double number(String text, String pattern) {
        OptionalDouble first = Pattern.compile(pattern)
                .matcher(text)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .findFirst();
        return first.orElseThrow(() -> new AssertionError("no " + pattern + " in " + text));
    }
}
