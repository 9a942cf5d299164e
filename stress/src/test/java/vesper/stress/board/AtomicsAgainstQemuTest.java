package vesper.stress.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AMOs, LR and SC on registers of the PLIC and of the CLINT, here and on QEMU. */
class AtomicsAgainstQemuTest {
    private static final long PRIORITIES = 0xc00_0004L;
    private static final int SOURCES = 90;
    private static final long MTIMECMP = 0x200_4000L;
    private static final long VACANT = 0x900_0000L;

    private static final List<RegisterScript.Access> WORDS = List.of(
            a -> a.amoswap_w(A0, T1, T0),
            a -> a.amoadd_w(A0, T1, T0),
            a -> a.amoxor_w(A0, T1, T0),
            a -> a.amoand_w(A0, T1, T0),
            a -> a.amoor_w(A0, T1, T0),
            a -> a.amomin_w(A0, T1, T0),
            a -> a.amomax_w(A0, T1, T0),
            a -> a.amominu_w(A0, T1, T0),
            a -> a.amomaxu_w(A0, T1, T0),
            a -> {
                a.lr_w(A1, T0);
                a.sc_w(A0, T1, T0);
            },
            a -> {
                a.lr_w(A0, T0);
                a.sw(T1, 0, T0);
                a.sc_w(A2, A0, T0); // fails, unless the store changed nothing
            });

    private static final List<RegisterScript.Access> DOUBLEWORDS = List.of(
            a -> a.amoswap_d(A0, T1, T0),
            a -> a.amoadd_d(A0, T1, T0),
            a -> a.amoxor_d(A0, T1, T0),
            a -> a.amoand_d(A0, T1, T0),
            a -> a.amoor_d(A0, T1, T0),
            a -> a.amomin_d(A0, T1, T0),
            a -> a.amomax_d(A0, T1, T0),
            a -> a.amominu_d(A0, T1, T0),
            a -> a.amomaxu_d(A0, T1, T0),
            a -> {
                a.lr_d(A1, T0);
                a.sc_d(A0, T1, T0);
            });

    @TempDir
    Path folder;

    @Test
    void theyDoWhatTheyDoOnQemu() throws IOException, InterruptedException {
        Boards.require("qemu-system-misc", Boards.QEMU);
        SplittableRandom random = new SplittableRandom(16);
        RegisterScript script = new RegisterScript().store(MTIMECMP, -1, 8); // QEMU begins with 0
        for (int round = 0; round < 20; round++) {
            for (RegisterScript.Access word : WORDS) {
                long register = PRIORITIES + 4L * random.nextInt(SOURCES);
                script.access(register, random.nextInt(8), word).load(register, 4);
            }
            for (RegisterScript.Access doubleword : DOUBLEWORDS) {
                script.access(MTIMECMP, random.nextLong(), doubleword).load(MTIMECMP, 8);
            }
        }
        script.access(VACANT, 0, a -> a.lr_w(A0, T0));
        List<String> words = List.of(
                "-M",
                "virt",
                "-nographic",
                "-bios",
                "none",
                "-kernel",
                script.writeInto(folder).toString());
        Path nothing = Path.of("/dev/null");
        List<String> ours = Boards.run(Boards.ours(words), nothing);
        assertEquals(String.join("\n", Boards.run(Boards.qemu(words), nothing)), String.join("\n", ours));
        assertEquals(20 * 2 * (WORDS.size() + DOUBLEWORDS.size()) + 1, ours.size());
    }
}
