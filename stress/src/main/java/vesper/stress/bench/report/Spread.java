package vesper.stress.bench.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What several measurements of the same thing gave. */
public record Spread(double median, double least, double most) {
    /** Of at least one value; of an even number, the median is between the middle two. */
    public static Spread of(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** {@code median (least-most)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", median, least, most);
    }
}
