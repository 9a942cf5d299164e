package vesper.stress.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jcstress.Main;
import vesper.stress.Child;

/** jcstress in a JVM of its own, which starts one more for each case. */
final class Jcstress {
    /** The heap is small and short-lived: no time for threads that collect it. */
    private static final String JVM_ARGS = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
            + " --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC " + compileCommands();

    private static final int ITERATIONS = Integer.getInteger("vesper.jcstress.iterations", 3);

    /** There are fourteen configurations, and a fork for each costs more than what it then tries. */
    private static final int ITERATIONS_OF_EACH = 1;

    private static final int LINES_TO_SHOW = 20;

    private final String classPath;

    /** The class path is the cases' own, jcstress's included. */
    Jcstress(String classPath) {
        this.classPath = classPath;
    }

    /**
     * Runs cases.
     *
     * @param all whether in all of jcstress's JVM configurations, or in one
     * @param millis how long each iteration of a case takes: as many as {@code vesper.jcstress.iterations} says in one configuration, one in each of many
     * @param directory where the report goes, {@code index.html}, with what it is made of
     * @param ended told of each case that has ended in one configuration, and how
     * @throws IOException if jcstress itself failed; its message has what it said last
     */
    Results run(Collection<Case> cases, boolean all, int millis, Path directory, Consumer<String> ended)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        ProcessBuilder builder = new ProcessBuilder(command(cases, all, millis, directory))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        Results results = new Results();
        Deque<String> last = new ArrayDeque<>();
        int status;
        try (Child child = Child.start(builder);
                BufferedReader lines = child.process().inputReader()) {
            child.process().getOutputStream().close();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String name = results.line(line);
                if (!name.isEmpty()) {
                    ended.accept(name);
                }
                last.add(line);
                if (last.size() > LINES_TO_SHOW) {
                    last.remove();
                }
            }
            status = child.process().waitFor();
        }
        if (!results.complete()) {
            Child.awaitInterruption();
            throw new IOException("jcstress ended with status %d:%n%s".formatted(status, String.join("\n", last)));
        }
        return results;
    }

    private List<String> command(Collection<Case> cases, boolean all, int millis, Path directory) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + directory.toAbsolutePath(),
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of("-r", directory.toAbsolutePath().toString(), "-v", "-m", "quick", "-f", "1"));
        command.addAll(List.of("-t", pattern(cases), "-pth", "false"));
        command.addAll(List.of("-time", Integer.toString(millis), "-iters"));
        command.add(Integer.toString(all ? ITERATIONS_OF_EACH : ITERATIONS));
        if (all) {
            command.addAll(List.of("-jvmArgsPrepend", JVM_ARGS));
        } else {
            command.addAll(List.of("-sc", "false", "-af", "NONE", "-jvmArgs", JVM_ARGS));
        }
        return command;
    }

    /**
     * What {@code compile-commands} says, as options: jcstress has a file of its own, and HotSpot reads one. Without
     * them HotSpot leaves more between two accesses of a hart than there is when the machine runs.
     */
    private static String compileCommands() {
        try (InputStream in = Objects.requireNonNull(vesper.boot.Main.class.getResourceAsStream("compile-commands"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> "-XX:CompileCommand=" + line.replace(' ', ','))
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pattern(Collection<Case> cases) {
        return cases.stream().map(each -> Pattern.quote(each.name())).collect(Collectors.joining("|", "^(", ")$"));
    }
}
