package vesper.stress.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import vesper.bus.LineVersionCases;
import vesper.bus.PageTableCases;
import vesper.device.plic.HeldSourceCases;
import vesper.hart.LineLevelCases;
import vesper.hart.ParkingCases;
import vesper.stress.kernel.FrameAllocatorCases;
import vesper.stress.kernel.RunQueueCases;
import vesper.stress.kernel.SpinLockCases;

/**
 * Each case comes twice: as shipped, with its forbidden outcomes, and weakened, to show that these would be seen. One
 * JVM configuration unless {@code -Dvesper.jcstress=all}, which tries all of jcstress's own: half an hour.
 *
 * <p>jcstress leaves out cases with more actors than the host has processors, and still ends well; so those that ran
 * are counted.
 */
class MechanismCasesTest {
    private static final List<Class<?>> CASES = List.of(
            ParkingCases.class,
            LineLevelCases.class,
            LineVersionCases.class,
            PageTableCases.class,
            HeldSourceCases.class,
            SpinLockCases.class,
            RunQueueCases.class,
            FrameAllocatorCases.class);
    private static final String JVM_ARGS =
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED --enable-native-access=ALL-UNNAMED";
    private static final Pattern PLANNED = Pattern.compile("Results: (\\d+) planned; (\\d+) passed, 0 failed, 0 soft");

    private static final Pattern CASE = Pattern.compile("\\[OK] (vesper\\.\\S+)");
    private static final int TIME_MILLIS = 400;
    private static final int MORE_TIME_MILLIS = 2000;
    private static final int MORE_ATTEMPTS = 6;

    private final boolean all = System.getProperty("vesper.jcstress", "").equals("all");

    @Test
    void noForbiddenOutcomeIsSeenAndEachWeakenedTwinShowsItsOwn() throws IOException, InterruptedException {
        Set<String> cases = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        collect(cases, silent);
        String output = run(cases, TIME_MILLIS);
        assertRan(cases, output);
        silent.removeAll(interesting(output));
        // On a busy host two actors seldom run at the same moment: a twin may need more time to show its outcome.
        for (int attempt = 0; attempt < MORE_ATTEMPTS && !silent.isEmpty(); attempt++) {
            output = run(silent, MORE_TIME_MILLIS);
            assertRan(silent, output);
            silent.removeAll(interesting(output));
        }
        assertEquals(Set.of(), silent, "twins that showed nothing");
    }

    private void assertRan(Set<String> cases, String output) {
        int passed = lastPassed(output);
        boolean everyOne = all ? passed > 0 && passed % cases.size() == 0 : passed == cases.size();
        assertTrue(everyOne, () -> "not all ran: " + output);
    }

    /** {@return what jcstress printed} */
    private String run(Set<String> cases, int millis) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of("target", "jcstress"));
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(command(directory, cases, millis))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(directory.toFile())
                .start();
        int status = process.waitFor();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(0, status, () -> output);
        return output;
    }

    private List<String> command(Path directory, Set<String> cases, int millis) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, Main.class.getName()));
        command.addAll(List.of("-r", directory.toAbsolutePath().toString()));
        command.addAll(List.of("-t", String.join("|", cases).replace(".", "\\.")));
        if (all) {
            command.addAll(List.of("-m", "quick", "-jvmArgsPrepend", JVM_ARGS));
        } else {
            command.addAll(List.of("-m", "quick", "-sc", "false", "-af", "NONE", "-f", "1"));
            command.addAll(List.of("-time", Integer.toString(millis), "-iters", "3", "-jvmArgs", JVM_ARGS));
        }
        return command;
    }

    /** All cases, and those of them whose outcome of interest must be seen. */
    private static void collect(Set<String> cases, Set<String> twins) {
        for (Class<?> group : CASES) {
            for (Class<?> each : group.getDeclaredClasses()) {
                if (each.isAnnotationPresent(JCStressTest.class)) {
                    cases.add(each.getCanonicalName());
                }
                for (Outcome outcome : each.getAnnotationsByType(Outcome.class)) {
                    if (outcome.expect() == Expect.ACCEPTABLE_INTERESTING) {
                        twins.add(each.getCanonicalName());
                    }
                }
            }
        }
        assertEquals(cases.size(), 2 * twins.size(), "a case without its twin");
    }

    /** How many passed, from the last line of progress; -1 if any failed or some were left. */
    private static int lastPassed(String output) {
        int passed = -1;
        Matcher matcher = PLANNED.matcher(output);
        while (matcher.find()) {
            passed = matcher.group(1).equals(matcher.group(2)) ? Integer.parseInt(matcher.group(1)) : -1;
        }
        return passed;
    }

    /** The cases that the summary lists as interesting. */
    private static List<String> interesting(String output) {
        int from = output.indexOf("Interesting tests:");
        int to = output.indexOf("Failed tests:", from);
        String summary = from < 0 || to < 0 ? "" : output.substring(from, to);
        return CASE.matcher(summary).results().map(match -> match.group(1)).toList();
    }
}
