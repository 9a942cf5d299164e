package vesper.stress.cases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One pass over cases. A case passes if none of its forbidden outcomes was seen; a weakened one must have shown its
 * outcome of interest besides, or else nobody knows that it could. jcstress leaves out a case with more actors than the
 * host has processors, and still ends well: so what ran is compared with what should have.
 */
public final class CasePass {
    private static final int FAST_MILLIS = 100;

    // On a busy host two actors seldom run at the same moment: a weakened case may need more time.
    private static final int MORE_MILLIS = 1000;
    private static final int MORE_ATTEMPTS = 6;

    private final Jcstress jcstress;
    private final boolean all;
    private final Path report;
    private final Consumer<String> progress;

    /**
     * Prepares a pass.
     *
     * @param classPath the cases' own
     * @param all whether in all of jcstress's JVM configurations, or in one
     * @param report a directory for jcstress's report
     * @param progress told of each case that has ended in one configuration
     */
    public CasePass(String classPath, boolean all, Path report, Consumer<String> progress) {
        this.jcstress = new Jcstress(classPath);
        this.all = all;
        this.report = report;
        this.progress = progress;
    }

    /**
     * What came of a pass.
     *
     * @param ran the cases that ran, whatever came of them
     * @param complaints what is wrong, in a few lines each; none if all is well
     */
    public record Verdict(Set<String> ran, List<String> complaints) {}

    /** Runs the cases, and those weakened ones again that showed nothing. */
    public Verdict run(Collection<Case> cases) throws IOException, InterruptedException {
        Results results = jcstress.run(cases, all, FAST_MILLIS, report, progress);
        Map<String, Case> silent = new LinkedHashMap<>();
        cases.stream().filter(Case::weakened).forEach(each -> silent.put(each.name(), each));
        silent.keySet().removeAll(results.interesting);
        silent.keySet().retainAll(results.passed);
        for (int attempt = 0; attempt < MORE_ATTEMPTS && !silent.isEmpty(); attempt++) {
            progress.accept(silent.size() + " weakened cases showed nothing yet: again, for longer");
            Path aside = report.resolve("again");
            silent.keySet().removeAll(jcstress.run(silent.values(), false, MORE_MILLIS, aside, progress).interesting);
        }
        return verdict(cases, results, silent.keySet());
    }

    private static Verdict verdict(Collection<Case> cases, Results results, Set<String> silent) {
        Set<String> ran = new TreeSet<>(results.passed);
        ran.addAll(results.failed.keySet());
        List<String> complaints = new ArrayList<>();
        for (Case each : cases) {
            if (!ran.contains(each.name())) {
                complaints.add(each.name() + " did not run");
            }
        }
        results.failed.forEach((name, table) -> complaints.add(name + " failed\n" + table));
        silent.forEach(name -> complaints.add(name + " did not show what a weakened case must"));
        return new Verdict(ran, complaints);
    }
}
