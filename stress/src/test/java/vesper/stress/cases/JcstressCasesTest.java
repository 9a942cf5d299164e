package vesper.stress.cases;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Each case comes twice: as shipped, with its forbidden outcomes, and weakened, to show that these would be seen. One
 * JVM configuration unless {@code -Dvesper.jcstress=all}, which tries all of jcstress's own.
 */
class JcstressCasesTest {
    private static final int FEWEST = 130;

    private final boolean all = System.getProperty("vesper.jcstress", "").equals("all");
    private final List<Case> cases = Case.all();

    @Test
    void noForbiddenOutcomeIsSeenAndEachWeakenedTwinShowsItsOwn() throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path report = Path.of("target", "jcstress");
        CasePass.Verdict verdict = new CasePass(classPath, all, report, progress -> {}).run(cases);
        assertEquals(List.of(), verdict.complaints());
        assertEquals(cases.stream().map(Case::name).collect(toCollection(TreeSet::new)), verdict.ran());
    }

    @Test
    void everyGroupHasAClaimAndATwinThatShowsWhatItForbids() {
        cases.stream().collect(groupingBy(Case::group)).forEach((group, members) -> {
            assertTrue(members.stream().anyMatch(each -> each.kind() == Case.Kind.NEVER), group + ": no claim");
            assertTrue(members.stream().anyMatch(Case::weakened), group + ": no weakened twin");
        });
    }

    /** Else a build that lost its annotation processor would hold of nothing. */
    @Test
    void allCasesAreListed() {
        assertTrue(cases.size() >= FEWEST, () -> cases.size() + " cases");
    }
}
