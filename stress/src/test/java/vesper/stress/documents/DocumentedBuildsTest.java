package vesper.stress.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vesper.stress.documents.Document.Line;
import vesper.stress.documents.Document.Name;

/** What README.md and docs/ have Maven do can be done: its modules, profiles, tests and properties are there. */
class DocumentedBuildsTest {
    private static final Pattern CALL = Pattern.compile("(?:^|[ $`])mvn( .*)");
    private static final Pattern MODULES = Pattern.compile(" -pl ([\\w/,]+)");
    private static final Pattern PROFILE = Pattern.compile(" -P(\\w+)");
    private static final Pattern TESTS = Pattern.compile(" -Dtest='?([\\w*,]+)");
    private static final Pattern PROPERTY = Pattern.compile("-D([a-z][\\w.]*)=");

    /** Maven's own and its plugins', in whose sources nobody looks. */
    private static final List<String> MAVENS = List.of("test", "surefire.failIfNoSpecifiedTests", "maven.test.skip");

    private final Sources sources = new Sources(Document.ROOT);
    private final String poms = poms();

    DocumentedBuildsTest() throws IOException {}

    private static String poms() throws IOException {
        try (Stream<Path> files = Stream.of("pom.xml", "stress/pom.xml", "kernel/pom.xml", "harts/pom.xml")
                .map(Document.ROOT::resolve)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    @Test
    void allThatTheyNameIsThere() throws IOException {
        List<Name> missing = new ArrayList<>();
        for (Document document : Document.all()) {
            for (Line line : document.lines()) {
                missingIn(line.text()).forEach(word -> missing.add(new Name(document.path(), line.number(), word)));
            }
        }
        assertEquals(List.of(), missing);
    }

    private List<String> missingIn(String line) {
        List<String> missing = new ArrayList<>();
        String call = groups(CALL, line).collect(Collectors.joining(" "));
        groups(MODULES, call)
                .flatMap(modules -> Stream.of(modules.split(",", -1)))
                .filter(module -> Files.notExists(Document.ROOT.resolve(module).resolve("pom.xml")))
                .forEach(missing::add);
        groups(PROFILE, call)
                .filter(profile -> !poms.contains("<id>" + profile + "</id>"))
                .forEach(missing::add);
        groups(TESTS, call)
                .flatMap(tests -> Stream.of(tests.split(",", -1)))
                .filter(test -> !sources.hasClassLike(test))
                .forEach(missing::add);
        groups(PROPERTY, line)
                .filter(property -> !MAVENS.contains(property) && !sources.names(property) && !poms.contains(property))
                .forEach(missing::add);
        return missing;
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    @Test
    void whatIsNotThereIsFound() {
        assertEquals(List.of(), missingIn("mvn -B test -pl harts -am -Dtest='LoadReservedTest' -Dfuzz.seed=5"));
        assertEquals(List.of(), missingIn("`mvn -B verify -pl kernel/vesper,stress -am -Pjcstress` runs all"));
        assertEquals(List.of("hearts"), missingIn("$ mvn -B test -pl hearts -am"));
        assertEquals(List.of("weekly"), missingIn("mvn -Pweekly verify"));
        assertEquals(List.of("NoSuch*Test"), missingIn("mvn test -Dtest='NoSuch*Test,Mutants*'"));
        assertEquals(List.of("vesper." + "sop.seconds"), missingIn("`-Dvesper.sop.seconds=60` runs longer"));
    }
}
