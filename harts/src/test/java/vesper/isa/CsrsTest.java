package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CsrsTest {
    @Test
    void namesAndNumbersAreInverse() {
        int named = 0;
        for (int csr = 0; csr < 4096; csr++) {
            String name = Csrs.name(csr);
            if (!name.startsWith("0x")) {
                named++;
                assertEquals(csr, Csrs.number(name).orElseThrow());
            }
        }
        assertTrue(named > 3 * 29 + 16, "only " + named);
    }

    @Test
    void numberedFamiliesFollowTheirFirst() {
        assertEquals("hpmcounter31", Csrs.name(0xc1f));
        assertEquals("mhpmcounter31", Csrs.name(0xb1f));
        assertEquals("mhpmevent31", Csrs.name(0x33f));
        assertEquals("pmpaddr15", Csrs.name(0x3bf));
        assertEquals("0x3a1", Csrs.name(0x3a1));
        assertTrue(Csrs.number("pmpcfg1").isEmpty());
    }
}
