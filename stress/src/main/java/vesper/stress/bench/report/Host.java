package vesper.stress.bench.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where and with what it was measured, by name. */
public final class Host {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Host() {}

    /**
     * The facts, in an order for people.
     *
     * @param command what the user asked for
     * @param other the program of the other machine
     */
    public static Map<String, String> facts(String command, Optional<String> other) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("command", command);
        facts.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " visible");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor.version", "") + " " + Runtime.version());
        other.ifPresent(program -> facts.put("against", version(program)));
        return facts;
    }

    private static String processor() {
        try (var lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** Which program, and the first line that its {@code --version} prints, where ours names QEMU's too. */
    private static String version(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
                String line = in.readLine();
                return line == null ? program : program + ": " + line;
            }
        } catch (IOException e) {
            return program;
        }
    }
}
