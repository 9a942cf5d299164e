package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which code is translated because it is hot. */
class HotCodeTest {
    private static final int REGIONS = 4;
    private static final int INSTRUCTIONS = 800;

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
}
