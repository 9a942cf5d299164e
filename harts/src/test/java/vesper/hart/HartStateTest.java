package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HartStateTest {
    /** A cell's register is a byte, and is not checked. */
    @Test
    void anyByteIsARegistersNumber() {
        assertTrue(new Guest().hart(0).state().x.length >= 256);
    }
}
