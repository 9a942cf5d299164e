package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnemonicTest {
    private static final int AQ = 1 << 26;
    private static final int RL = 1 << 25;

    @ParameterizedTest
    @CsvSource({
        "add, ADD, 0",
        "fence.i, FENCE_I, 0",
        "lr.w, LR_W, 0",
        "lr.w.aq, LR_W, 0x4000000",
        "sc.d.rl, SC_D, 0x2000000",
        "amoadd.w.aqrl, AMOADD_W, 0x6000000",
        "amoadd.w.aq.rl, AMOADD_W, 0x6000000",
        "lw.aq, LW_AQ, 0x4000000",
        "lw.aqrl, LW_AQ, 0x6000000",
        "ld.aq.rl, LD_AQ, 0x6000000",
        "sb.rl, SB_RL, 0x2000000",
        "sd.aqrl, SD_RL, 0x6000000",
        "sh.aq.rl, SH_RL, 0x6000000"
    })
    void aNameAndItsAnnotationsAreARowAndItsBits(String text, Instruction row, String ordering) {
        assertEquals(new Mnemonic(row, Integer.decode(ordering)), Mnemonic.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lw.rl", "sw.aq", "lwu.aq", "lw.", "add.aq", "lr.w.rl.aq", "LW", "amoadd", ""})
    void nothingElseIsAName(String text) {
        assertNull(Mnemonic.parse(text));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheDisassemblerWritesIsRead(Instruction row) {
        Random random = new Random(row.match());
        for (int i = 0; i < 100; i++) {
            int word = (random.nextInt() & ~row.mask()) | row.match();
            int ordering = row.format().isAtomic() ? word & (AQ | RL) : 0;
            assertEquals(new Mnemonic(row, ordering), Mnemonic.parse(Mnemonic.of(row, word)));
        }
    }
}
