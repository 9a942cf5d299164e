package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a given tree holds, it is refused in one line, or handed over whole with what the command line adds. */
class DeviceTreeFuzzTest {
    private static final int CASES = Integer.getInteger("vesper.image.fuzz.cases", 10_000);
    private static final Chosen CHOSEN = new Chosen("console=ttyS0", AddressRange.of(0x8420_0000L, 4096));
    private static final byte[] APPENDED = "console=ttyS0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int[] WORDS = {0, 1, 2, 3, 4, 9, 16, 17, 40, 0x38, 0x1000, Integer.MAX_VALUE, -1, -4};

    private final byte[] whole = DeviceTree.blob(1, 128L << 20, new Chosen("old", AddressRange.of(0x9000_0000L, 8)));
    private final Random random = new Random(4);
    private int accepted;

    private byte[] tree() {
        byte[] blob = whole.clone();
        ByteBuffer words = ByteBuffer.wrap(blob);
        int reach = random.nextInt(4) == 0 ? 40 : blob.length; // the header now and then, else anywhere
        for (int times = random.nextInt(4); times > 0; times--) {
            if (random.nextBoolean()) {
                blob[random.nextInt(reach)] = (byte) random.nextInt();
            } else {
                words.putInt(4 * random.nextInt(reach / 4), WORDS[random.nextInt(WORDS.length)]);
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(blob, 1 + random.nextInt(blob.length)) : blob;
    }

    @Test
    void eachIsRefusedInOneLineOrKeptWithWhatIsAdded() {
        for (int i = 0; i < CASES; i++) {
            byte[] given = tree();
            try {
                check(given);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("case " + i, e);
            }
        }
        assertTrue(accepted > CASES / 10 && accepted < CASES * 9 / 10, accepted + " of " + CASES + " were accepted");
    }

    private void check(byte[] given) {
        byte[] blob;
        try {
            blob = GivenDeviceTree.blob(new ImageFile("fuzzed", given), CHOSEN);
        } catch (BadInput refused) {
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("fuzzed: ") && message.indexOf('\n') < 0, message);
            return;
        }
        accepted++;
        Map<String, byte[]> after = new ParsedDeviceTree(blob).properties();
        assertTrue(
                after.entrySet().stream()
                        .anyMatch(each ->
                                each.getKey().endsWith("/bootargs") && Arrays.equals(APPENDED, each.getValue())),
                "the command line");
        parsed(given)
                .ifPresent(before -> before.forEach((path, value) -> {
                    if (!CHOSEN.has(path.substring(path.lastIndexOf('/') + 1))) {
                        assertArrayEquals(value, after.get(path), path);
                    }
                }));
    }

    /** As the independent reader sees it; empty if it sees no tree, for it is stricter in some. */
    private static Optional<Map<String, byte[]>> parsed(byte[] given) {
        try {
            return Optional.of(new ParsedDeviceTree(given).properties());
        } catch (AssertionError | RuntimeException e) {
            return Optional.empty();
        }
    }
}
