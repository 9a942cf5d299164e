package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;

/** Which code is translated because it is hot. */
class HotCodeTest {
    private static final int REGIONS = 4;
    private static final int INSTRUCTIONS = 800;
    private static final int LOOP = 150;
    private static final int FUNCTION = 60;

    /** Only its head is where a jump leads to; a loop so long is none for a region. */
    @Test
    void ofALongLoopWhatFollowsOneRegionBecomesTheNext() {
        Guest guest = new Guest().accelerated(Acceleration.of(Translation.WHEN_HOT));
        guest.program(a -> {
            a.li(S2, Guest.DATA);
            a.label("loop");
            for (int i = 0; i < INSTRUCTIONS; i++) {
                a.addi(S3, S3, 1);
            }
            a.ld(S4, 0, S2);
            a.beqz(S4, "loop");
        });
        guest.start();
        guest.await(() -> guest.group().translationStats().regions() >= REGIONS);
        guest.put(Guest.DATA, 1);
        guest.await();
        assertEquals(List.of(), guest.causes());
        assertEquals(0, guest.x(S3) % INSTRUCTIONS);
    }

    /** It returns to the loop, and still is none of it: else every caller would be translated once more. */
    @Test
    void theRegionOfAFunctionDoesNotTakeItsCallerToo() {
        long alone = bytecodes(1, false);
        long both = bytecodes(2, true);
        assertTrue(both < 2 * alone, both + " bytecodes, of the loop " + alone);
    }

    /** Of so many regions of a loop, which may call a function that is too long to be part of it. */
    private static long bytecodes(int regions, boolean calling) {
        Guest guest = new Guest().accelerated(Acceleration.of(Translation.WHEN_HOT));
        guest.program(a -> {
            a.li(S2, Guest.DATA);
            a.label("loop");
            add(a, LOOP);
            if (calling) {
                a.jal(RA, "function");
            }
            a.ld(S4, 0, S2);
            a.beqz(S4, "loop");
            a.j("end");
            a.label("function");
            add(a, FUNCTION);
            a.ret();
            a.label("end");
        });
        guest.start();
        guest.await(() -> guest.group().translationStats().regions() >= regions);
        guest.put(Guest.DATA, 1);
        guest.await();
        assertEquals(List.of(), guest.causes());
        return guest.group().translationStats().bytecodes();
    }

    private static void add(Assembler a, int times) {
        for (int i = 0; i < times; i++) {
            a.addi(S3, S3, 1);
        }
    }
}
