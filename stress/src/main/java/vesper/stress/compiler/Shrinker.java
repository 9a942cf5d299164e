package vesper.stress.compiler;

import java.util.ArrayList;
import java.util.List;
import vesper.stress.compiler.generate.Program;
import vesper.stress.compiler.generate.Source;

/** Leaves out what a program can do without and still be a finding: parts of its text, larger ones first. */
final class Shrinker {
    /** Whether a program is still a finding. What isn't Java any more is none. */
    @FunctionalInterface
    interface Test {
        boolean isFinding(Program program) throws Exception;
    }

    private final Test test;
    private int left;

    /** @param trials how often to try at most */
    Shrinker(Test test, int trials) {
        this.test = test;
        this.left = trials;
    }

    Program shrink(Program program) throws Exception {
        Program smallest = program;
        int before;
        do {
            before = smallest.source().text().length();
            smallest = program.with(shrink(smallest, List.of()));
        } while (left > 0 && smallest.source().text().length() < before);
        return smallest;
    }

    /** The whole source, smaller in what lies at {@code path}, a child's index at each level. */
    private Source shrink(Program program, List<Integer> path) throws Exception {
        Source whole = program.source();
        int run = at(whole, path).parts().size();
        while (run >= 1 && left > 0) {
            int from = 0;
            while (from < at(whole, path).parts().size() && left > 0) {
                List<Source> parts = new ArrayList<>(at(whole, path).parts());
                parts.subList(from, Math.min(parts.size(), from + run)).clear();
                Source candidate = replace(whole, path, parts);
                if (accepts(program.with(candidate))) {
                    whole = candidate;
                } else {
                    from += run;
                }
            }
            run /= 2;
        }
        for (int i = 0; i < at(whole, path).parts().size() && left > 0; i++) {
            List<Integer> deeper = new ArrayList<>(path);
            deeper.add(i);
            whole = shrink(program.with(whole), deeper);
        }
        return whole;
    }

    private boolean accepts(Program candidate) throws Exception {
        left--;
        return test.isFinding(candidate);
    }

    private static Source at(Source source, List<Integer> path) {
        Source found = source;
        for (int index : path) {
            found = found.parts().get(index);
        }
        return found;
    }

    private static Source replace(Source source, List<Integer> path, List<Source> parts) {
        if (path.isEmpty()) {
            return source.with(parts);
        }
        List<Source> changed = new ArrayList<>(source.parts());
        int index = path.getFirst();
        changed.set(index, replace(changed.get(index), path.subList(1, path.size()), parts));
        return source.with(changed);
    }
}
