package vesper.stress.cases;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * One case, as jcstress's annotation processor listed it when it was compiled.
 *
 * @param name its package, group and class
 * @param kind what it is for
 * @param outcome what must not be seen, must be seen, or may be, in the words of its annotations
 */
public record Case(String name, Kind kind, String outcome) {
    /** How jcstress describes outcomes that a case doesn't name, and that it therefore forbids. */
    private static final String NOT_SAID = "No default case provided";

    /** What a case is for. */
    public enum Kind {
        /** The code as shipped: the outcome must not be seen. */
        NEVER,
        /** A guard is taken out: the outcome must be seen, or nobody knows that it could. */
        SHOWS,
        /** What RVWMO allows and this host doesn't do. */
        ALLOWED
    }

    /** Every case on the class path, by name. */
    public static List<Case> all() {
        return TestList.tests().stream().sorted().map(Case::of).toList();
    }

    private static Case of(String name) {
        TestInfo info = TestList.getInfo(name);
        String shows = descriptions(info, Expect.ACCEPTABLE_INTERESTING);
        String never = descriptions(info, Expect.FORBIDDEN);
        if (!shows.isEmpty()) {
            return new Case(name, Kind.SHOWS, shows);
        }
        return never.isEmpty()
                ? new Case(name, Kind.ALLOWED, descriptions(info, Expect.ACCEPTABLE))
                : new Case(name, Kind.NEVER, never);
    }

    private static String descriptions(TestInfo info, Expect expect) {
        return Stream.concat(info.cases().stream(), Stream.of(info.unmatched()))
                .filter(each -> each.expect() == expect)
                .map(StateCase::description)
                .filter(text -> !text.startsWith(NOT_SAID))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Whether its outcome must be seen. */
    public boolean weakened() {
        return kind == Kind.SHOWS;
    }

    /** The class that holds the case, its twin and what they share. */
    public String group() {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
