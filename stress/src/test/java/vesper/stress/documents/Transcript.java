package vesper.stress.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command in a page's code block, and what it is said to print. Numbers of a command that races or is timed stand for any
 * numbers, {@code ...} for any lines.
 *
 * @param line where the command stands
 * @param output without empty lines
 */
record Transcript(Path page, int line, String command, List<String> output) {
    private static final String PROMPT = "$ ";
    private static final String ANYTHING = "...";

    /** What prints other numbers each time. */
    private static final Pattern VARYING = Pattern.compile("-first-guest|bench|fuzz|litmus .*(-n|--verdicts) |-stats");

    /** How far a command is, which it tells if the host is slow. */
    private static final Pattern PROGRESS = Pattern.compile("\\d+/\\d+ .*, \\d+ s.*");

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?( [a-z]+?s?\\b)?");
    private static final Pattern LEFT = Pattern.compile(", about \\d+(\\.\\d+)? \\w+ left");
    private static final Pattern VERSION = Pattern.compile("Vesper .* follows");

    /** A page's, block by block: what comes first in a block may be for what follows. */
    static List<List<Transcript>> of(Document document) {
        List<List<Transcript>> blocks = new ArrayList<>();
        List<Transcript> block = new ArrayList<>();
        for (Document.Line line : document.lines()) {
            if (!line.code()) {
                if (!block.isEmpty()) {
                    blocks.add(block);
                }
                block = new ArrayList<>();
            } else if (line.text().startsWith(PROMPT)) {
                String command = line.text().substring(PROMPT.length());
                block.add(new Transcript(document.path(), line.number(), command, new ArrayList<>()));
            } else if (!block.isEmpty() && !line.text().isBlank()) {
                block.getLast().output.add(line.text().stripTrailing());
            }
        }
        return blocks;
    }

    /** All pages'. */
    static List<List<Transcript>> all() throws IOException {
        return Document.all().stream().flatMap(page -> of(page).stream()).toList();
    }

    boolean isShown() {
        return !output.isEmpty();
    }

    /** Whether this is what the page shows. */
    boolean isSo(String printed) {
        List<String> is = printed.lines()
                .map(String::stripTrailing)
                .filter(each -> !each.isEmpty())
                .toList();
        boolean open = output.contains(ANYTHING);
        boolean toldOfProgress =
                output.stream().anyMatch(each -> PROGRESS.matcher(each).matches());
        int at = 0;
        for (String each : is) {
            while (at < output.size() && output.get(at).equals(ANYTHING)) {
                at++;
            }
            if (at < output.size() && comparable(each).equals(comparable(output.get(at)))) {
                at++;
            } else if (!open && (toldOfProgress || !PROGRESS.matcher(each).matches())) {
                return false;
            }
        }
        return output.subList(at, output.size()).stream().allMatch(ANYTHING::equals);
    }

    private String comparable(String text) {
        String versionless = VERSION.matcher(text).replaceAll("Vesper follows");
        return VARYING.matcher(command).find()
                ? NUMBER.matcher(LEFT.matcher(versionless).replaceAll(""))
                        .replaceAll(Transcript::withoutValue)
                        .replaceAll("\\s+", "")
                : versionless;
    }

    /** One ping is as good as two pings. */
    private static String withoutValue(MatchResult number) {
        String unit = number.group(2) == null ? "" : number.group(2);
        return Matcher.quoteReplacement("#" + unit.replaceFirst("s$", ""));
    }

    @Override
    public String toString() {
        return page.getFileName() + ":" + line + ": " + command;
    }
}
