package vesper.stress.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input from a pipe, to a driver that takes a byte an interrupt. How long that takes is no test's business. */
class SerialInputTest {
    private static final int BYTES = 3000;

    @TempDir
    Path folder;

    @Test
    void aDriverThatTakesAByteAnInterruptGetsEveryOneHereAndOnQemu() throws Exception {
        Boards.require("qemu-system-misc", Boards.QEMU);
        byte[] bytes = "the quick brown fox jumps over the lazy dog\n"
                .repeat(BYTES)
                .substring(0, BYTES)
                .getBytes(StandardCharsets.ISO_8859_1);
        Path typed = Files.write(folder.resolve("typed"), bytes);
        Path guest = ByteAnInterrupt.writeInto(folder, BYTES, false);
        List<String> words = List.of("-M", "virt", "-nographic", "-bios", "none", "-kernel", guest.toString());
        List<String> expected = List.of(" " + HexFormat.of().toHexDigits(ByteAnInterrupt.sum(bytes)));
        assertEquals(expected, Boards.run(Boards.ours(words), typed));
        assertEquals(expected, Boards.run(Boards.qemu(words), typed));
    }
}
