package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.boot.BothMachines;
import vesper.stress.board.Inventory;
import vesper.stress.fuzz.Referee;

/** Trees given with {@code -dtb}: the guest finds the same tree here and on QEMU, or both refuse it. */
class DeviceTreesAgainstQemuTest {
    /** A third of the fuzzer's inputs. */
    private static final int CASES = (Integer.getInteger("vesper.image.fuzz.cases", 10_000) + 2) / 3;

    private static final long SEED = 23;
    private static final byte[] KERNEL = Inventory.elf();
    private static final String CHOSEN = "/chosen/";

    @TempDir
    Path dir = Path.of("");

    private int same;
    private int refused;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Given(byte[] tree, List<String> more) implements BothMachines.Line {
        static Given at(int number) {
            RandomGenerator random = new SplittableRandom(SEED + number);
            byte[] whole = RandomTree.whole(random);
            List<String> more = new ArrayList<>();
            if (random.nextBoolean()) {
                more.addAll(List.of("-append", "root=/dev/vda n=" + random.nextInt()));
            }
            if (random.nextInt(4) == 0) {
                more.addAll(List.of("-initrd", "initrd"));
            }
            return new Given(random.nextBoolean() ? RandomTree.spoilt(whole, random) : whole, more);
        }

        @Override
        public List<String> into(Path folder) throws IOException {
            List<String> words = new ArrayList<>();
            words.addAll(List.of("-M", "virt", "-display", "none", "-monitor", "none", "-serial", "stdio"));
            Path kernel = Files.write(folder.resolve("kernel"), KERNEL);
            words.addAll(List.of("-m", "64", "-bios", "none", "-kernel", kernel.toString()));
            words.addAll(
                    List.of("-dtb", Files.write(folder.resolve("tree"), tree).toString()));
            for (String word : more) {
                words.add(
                        word.equals("initrd")
                                ? Files.write(folder.resolve(word), new byte[1000])
                                        .toString()
                                : word);
            }
            return words;
        }

        @Override
        public String toString() {
            return more + " " + HexFormat.of().formatHex(tree);
        }
    }

    @Test
    void theGuestFindsTheSameTreeAsOnQemu() throws Exception {
        Referee.require();
        new BothMachines(dir).forEach(CASES, Given::at, this::judge);
        assertTrue(same > CASES / 3, same + " of " + CASES + " were handed over on both");
        assertTrue(refused > CASES / 20, refused + " of " + CASES + " were refused by both");
    }

    private void judge(Given given, BothMachines.Pair pair) {
        boolean whole = TreeText.isWhole(given.tree);
        if (pair.ran()) {
            assertEquals(text(Inventory.tree(pair.there())), text(Inventory.tree(pair.here())));
            same++;
        } else if (pair.there().ran()) {
            // libfdt looks no further than at what it changes
            assertFalse(whole, "a whole tree is refused");
        } else if (pair.here().ran()) {
            // QEMU adds a seed to /chosen, and ends where there is none
            assertFalse(TreeText.of(given.tree).contains(CHOSEN), "a tree that QEMU refuses");
        } else {
            refused++;
        }
    }

    /** Without what QEMU adds, a seed; and with numbers as numbers: QEMU writes the RAM disk's as one cell. */
    private static String text(byte[] tree) {
        List<String> lines = new ArrayList<>();
        for (String line : TreeText.of(tree)) {
            if (line.matches("/chosen(@[^/]*)?/linux,initrd-(start|end) .+")) {
                String[] words = line.split(" ", -1);
                lines.add(words[0] + " " + new BigInteger(words[1], 16));
            } else if (!line.matches("/chosen(@[^/]*)?/rng-seed .+")) {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }
}
