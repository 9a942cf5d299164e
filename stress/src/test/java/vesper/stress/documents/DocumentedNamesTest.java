package vesper.stress.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vesper.stress.documents.Document.Name;

/** Each path, class and link that README.md or docs/ names leads somewhere. */
class DocumentedNamesTest {
    private static final Pattern PATH = Pattern.compile("(\\.\\.\\./|\\./)?[\\w.+-]+(/[\\w.+-]+)*/?");
    private static final Pattern SOURCE = Pattern.compile("[A-Z]\\w*\\.java");
    private static final Pattern CLASS = Pattern.compile("@?([A-Z]\\w*)((?:\\.\\w+)*)(?:\\(.*\\))?");
    private static final Pattern CAMEL = Pattern.compile("[A-Z].*[a-z].*");

    /** In a code block: of a folder that a checkout has, and not of one that the build makes. */
    private static final Pattern IN_CODE =
            Pattern.compile("(?<![\\w./-])(?:bus|harts|devices|kernel|stress|docs)/[\\w./+-]*\\w");

    private static final Pattern MADE = Pattern.compile(".*/target(/.*)?");

    /** Whose classes pages name without their package. */
    private static final List<String> JDK =
            List.of("java.lang", "java.lang.foreign", "java.util", "java.util.concurrent", "jdk.internal.misc");

    private final Sources sources = new Sources(Document.ROOT);
    private final Exceptions exceptions = new Exceptions("exceptions.txt");

    DocumentedNamesTest() throws IOException {}

    @Test
    void everyPathAndEveryClassIsThereAndNoExceptionIsLeftOver() throws IOException {
        List<Name> missing = new ArrayList<>();
        for (Document document : Document.all()) {
            document.quoted().stream().filter(name -> !isThere(name.text())).forEach(missing::add);
        }
        assertEquals(List.of(), missing);
        assertEquals(Set.of(), exceptions.unused());
    }

    @Test
    void everyPathInACodeBlockIsThere() throws IOException {
        List<Name> missing = new ArrayList<>();
        for (Document document : Document.all()) {
            for (Document.Line line : document.lines()) {
                missingIn(line).forEach(path -> missing.add(new Name(document.path(), line.number(), path)));
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<String> missingIn(Document.Line line) {
        return !line.code()
                ? List.of()
                : IN_CODE.matcher(line.text())
                        .results()
                        .map(MatchResult::group)
                        .filter(path -> !MADE.matcher(path).matches() && Files.notExists(Document.ROOT.resolve(path)))
                        .toList();
    }

    private boolean isThere(String text) {
        Matcher named = CLASS.matcher(text);
        if (named.matches()
                && !SOURCE.matcher(text).matches()
                && CAMEL.matcher(named.group(1)).matches()) {
            return isClass(named.group(1), named.group(2)) || exceptions.has(text) || exceptions.has(named.group(1));
        }
        boolean path = (text.contains("/") || SOURCE.matcher(text).matches())
                && PATH.matcher(text).matches();
        return !path || sources.hasPath(text) || exceptions.has(text);
    }

    private boolean isClass(String name, String members) {
        return sources.hasClass(name)
                ? Pattern.compile("\\.")
                        .splitAsStream(members)
                        .allMatch(member -> member.isEmpty() || sources.hasMember(name, member))
                : JDK.stream().anyMatch(of -> isThereInTheJdk(of + "." + name));
    }

    private static boolean isThereInTheJdk(String name) {
        try {
            Class.forName(name, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<Document> documents = Document.all();
        List<Name> broken = new ArrayList<>();
        for (Document document : documents) {
            document.links().stream()
                    .filter(link -> !leadsSomewhere(link, document, documents))
                    .forEach(broken::add);
        }
        assertEquals(List.of(), broken);
    }

    private static boolean leadsSomewhere(Name link, Document from, List<Document> documents) {
        int hash = link.text().indexOf('#');
        String file = hash < 0 ? link.text() : link.text().substring(0, hash);
        Path to =
                file.isEmpty() ? from.path() : from.path().resolveSibling(file).normalize();
        String anchor = link.text().substring(hash + 1);
        boolean heading = documents.stream()
                .anyMatch(each -> each.path().equals(to) && each.anchors().contains(anchor));
        return Files.exists(to) && (hash < 0 || heading);
    }

    @Test
    void whatIsNotThereIsFound() {
        assertTrue(isThere("Machine.run"));
        assertTrue(isThere("hart/Hart.java"));
        assertTrue(isThere("Thread.join"));
        assertTrue(isThere("a word"));
        assertEquals(
                List.of(),
                List.of("Machine.walks", "Machina", "Heart.java", "hart/Heart.java", ".../nowhere/", "docs/nothing.md")
                        .stream()
                        .filter(this::isThere)
                        .toList());
        String commands = "ls stress/target/x docs/testing.md harts/src/nowhere.java:7 vesper/bus/DirectAccess";
        assertEquals(List.of("harts/src/nowhere.java"), missingIn(new Document.Line(1, true, commands)));
    }
}
