package vesper.stress.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in Markdown.
 *
 * @param lines as they stand there, with those of a code block that end in a backslash joined to the next
 */
public record Document(Path path, List<Line> lines) {
    /**
     * A line.
     *
     * @param code whether it is in a code block
     */
    public record Line(int number, boolean code, String text) {
        private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

        /** What stands in backticks. */
        public List<String> quoted() {
            return code
                    ? List.of()
                    : QUOTED.matcher(text).results().map(each -> each.group(1)).toList();
        }
    }

    /** Something that a page names, and where. */
    public record Name(Path path, int line, String text) {
        @Override
        public String toString() {
            return path.getFileName() + ":" + line + ": `" + text + "`";
        }
    }

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("\\s*```.*");

    /** README.md and all of docs/. */
    public static List<Document> all() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            List<Path> paths =
                    new ArrayList<>(pages.filter(page -> page.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            paths.add(ROOT.resolve("README.md"));
            List<Document> documents = new ArrayList<>();
            for (Path path : paths) {
                documents.add(read(path));
            }
            return documents;
        }
    }

    private static Document read(Path path) throws IOException {
        List<Line> lines = new ArrayList<>();
        boolean code = false;
        String begun = "";
        int number = 0;
        for (String text : Files.readAllLines(path)) {
            number++;
            if (FENCE.matcher(text).matches()) {
                code = !code;
            } else if (code && text.endsWith("\\")) {
                begun += text.substring(0, text.length() - 1);
            } else {
                lines.add(new Line(number, code, begun + text));
                begun = "";
            }
        }
        return new Document(path, lines);
    }

    /** What stands in backticks outside of code blocks. */
    public List<Name> quoted() {
        return lines.stream()
                .flatMap(line -> line.quoted().stream().map(text -> new Name(path, line.number, text)))
                .toList();
    }

    /** Where its links lead, but for those to the web. */
    List<Name> links() {
        List<Name> links = new ArrayList<>();
        for (Line line : lines) {
            Matcher link = LINK.matcher(line.code ? "" : line.text);
            while (link.find()) {
                if (!link.group(1).contains("://")) {
                    links.add(new Name(path, line.number, link.group(1)));
                }
            }
        }
        return links;
    }

    /** What a link to a heading has behind its {@code #}, as GitHub makes it. */
    List<String> anchors() {
        return lines.stream()
                .filter(line -> !line.code && line.text.startsWith("#"))
                .map(line -> line.text.replaceFirst("#+ *", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
