package vesper.stress.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vesper.stress.bench.guest.Group;
import vesper.stress.bench.guest.Mode;
import vesper.stress.bench.run.Job;
import vesper.stress.bench.run.Result;

/**
 * A geometric mean of median ratios over guests.
 *
 * @param of a group's name, or {@code all}
 * @param count of guests
 */
public record Mean(String of, Mode mode, int harts, int count, double ratio) {
    private record Key(String of, Mode mode, int harts) {}

    /** For each mode and number of harts: of all guests, and of each group that has more than one. */
    public static List<Mean> over(List<Result> results, Measure measure) {
        Map<Key, List<Double>> logarithms = new LinkedHashMap<>();
        for (Result result : results) {
            Job job = result.job();
            double logarithm = Math.log(measure.ratio(result).median());
            Group group = job.guest().group();
            for (String of : List.of("all", group.toString())) {
                logarithms
                        .computeIfAbsent(new Key(of, job.mode(), job.harts()), absent -> new ArrayList<>())
                        .add(logarithm);
            }
        }
        List<Mean> means = new ArrayList<>();
        logarithms.forEach((key, values) -> {
            if (values.size() > 1) {
                double mean = values.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                means.add(new Mean(key.of, key.mode, key.harts, values.size(), Math.exp(mean)));
            }
        });
        return means;
    }
}
