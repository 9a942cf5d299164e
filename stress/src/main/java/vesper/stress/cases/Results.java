package vesper.stress.cases;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What jcstress prints, read line by line. */
final class Results {
    private static final Pattern CASE = Pattern.compile("\\.+ \\[([A-Z -]+)] (vesper\\.\\S+)");
    private static final Pattern SECTION = Pattern.compile("  (Interesting|Failed|Error|All remaining) tests: .*");
    private static final String SUMMARY = "RUN RESULTS:";

    /** Cases that ended well, in all JVM configurations that were tried. */
    final Set<String> passed = new TreeSet<>();

    /** Those of them that showed their outcome of interest. */
    final Set<String> interesting = new TreeSet<>();

    /** Cases that failed, each with jcstress's table and messages. */
    final Map<String, StringBuilder> failed = new LinkedHashMap<>();

    private boolean summary;
    private String section = "";
    private StringBuilder block = new StringBuilder();

    /** {@return the case that has just ended in one JVM configuration, with how it ended; or an empty string} */
    String line(String line) {
        Matcher found = CASE.matcher(line);
        if (!summary) {
            summary = line.equals(SUMMARY);
            return found.matches() ? found.group(2) + " " + found.group(1) : "";
        }
        Matcher heading = SECTION.matcher(line);
        if (heading.matches()) {
            section = heading.group(1);
        } else if (found.matches()) {
            begin(found.group(2));
        } else {
            block.append(line).append('\n');
        }
        return "";
    }

    private void begin(String name) {
        block = new StringBuilder();
        switch (section) {
            case "Failed", "Error" -> failed.put(name, block);
            case "Interesting" -> {
                passed.add(name);
                interesting.add(name);
            }
            default -> passed.add(name);
        }
    }

    /** Whether jcstress came to its summary. */
    boolean complete() {
        return summary;
    }
}
