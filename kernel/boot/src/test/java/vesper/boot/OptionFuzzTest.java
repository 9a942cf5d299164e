package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.machine.BadInput;

/** Command lines made at random of QEMU's words and of things near them: each is taken, or refused in one line. */
class OptionFuzzTest {
    private static final int CASES = Integer.getInteger("vesper.option.cases", 1000);
    private static final long SEED = 19;

    /** Values that break what doesn't look closely. */
    private static final List<String> HARD = List.of(
            "",
            ",",
            ",,",
            "=",
            "=x",
            "on",
            "off",
            "none",
            "help",
            "-1",
            "0",
            "0x",
            "0xffffffffffffffff",
            "99999999999999",
            "18446744073709551616",
            "1e9",
            "\u0000",
            "\u00e9\ud83d\ude00",
            "%s%n",
            "a=b,c=d,e",
            "\n",
            "*",
            "../..",
            "file:",
            "tcp:",
            "unix:",
            "chardev:",
            "[::1]:1",
            "9".repeat(400),
            "x".repeat(5000));

    @TempDir
    static Path dir;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void writeFiles() throws IOException, BadInput {
        QemuWordsTest.writeFiles(dir);
    }

    @Test
    void everyCommandLineIsTakenOrRefusedInOneLine() throws IOException {
        List<QemuWordsTest.Line> lines = QemuWordsTest.lines();
        int taken = 0;
        for (int i = 0; i < CASES; i++) {
            List<String> words = new ArrayList<>();
            for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
                words.addAll(Arrays.asList(pick(lines).arguments(dir)));
            }
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                change(words);
            }
            if (!isCommand(words)) {
                taken += assertTakenOrRefused(words) ? 1 : 0;
            }
        }
        assertTrue(taken > CASES / 20, "some were taken: " + taken);
        assertTrue(taken < CASES - CASES / 20, "some were refused: " + (CASES - taken));
    }

    /** A command has words of its own, and writes to the process's own streams. */
    private static boolean isCommand(List<String> words) {
        return Commands.all().stream()
                .anyMatch(command -> !words.isEmpty() && command.name().equals(words.getFirst()));
    }

    private static boolean assertTakenOrRefused(List<String> words) {
        CommandRun run = QemuWordsTest.run(dir, words.toArray(String[]::new));
        String what = "seed " + SEED + ": " + words + ": " + run;
        assertTrue(run.status() == 0 || run.status() == 2, what);
        assertFalse(run.err().contains("Exception") || run.err().contains("a bug"), what);
        if (run.status() == 2) {
            assertEquals("", run.out(), what);
            List<String> err = run.err()
                    .lines()
                    .filter(line -> !line.contains("not served yet"))
                    .toList();
            assertEquals(1, err.size(), what);
            assertTrue(err.getFirst().startsWith("vesper: "), what);
        }
        return run.status() == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** One word goes, comes again, changes its place, or is spoilt. */
    private void change(List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        int at = random.nextInt(words.size());
        switch (random.nextInt(5)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, pick(words));
            case 2 -> words.set(at, words.set(random.nextInt(words.size()), words.get(at)));
            case 3 -> words.set(at, spoilt(words.get(at)));
            default -> words.set(at, words.get(at) + "," + pick(words));
        }
    }

    private String spoilt(String word) {
        int from = random.nextInt(word.length() + 1);
        int to = from + random.nextInt(word.length() + 1 - from);
        return word.substring(0, from) + pick(HARD) + (random.nextBoolean() ? word.substring(to) : "");
    }
}
