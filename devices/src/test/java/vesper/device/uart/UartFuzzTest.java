package vesper.device.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.TestLine;

/**
 * Random accesses to the registers, in any order and width, while the host types: each answer is one that a 16550 may
 * give. {@code -Dvesper.registers=N} takes as many runs, {@code -Dvesper.registerSeed=S} begins with another.
 */
class UartFuzzTest {
    private static final int RUNS = Integer.getInteger("vesper.registers", 10_000);
    private static final long SEED = Long.getLong("vesper.registerSeed", 20_261_130);
    private static final int RUNS_A_PORT = 100; // the port has a thread
    private static final int STEPS = 200;

    private static final int DLAB = 0x80;
    private static final int FIFOS = 0xc0;
    private static final Set<Integer> IDENTIFICATIONS = Set.of(1, 2, 4, 6, 0xc);

    private final TestLine line = new TestLine();
    private final Uart uart = new Uart(line, new RecordingSink(), failure -> {});

    // what was stored last
    private int ier;
    private int fcr;
    private int lcr;
    private int mcr = 8;
    private int scr;
    private int divisor = 12;

    @Test
    void noOrderOfAccessesGetsAnAnswerThatA16550DoesNotGive() throws AccessFault {
        for (long first = SEED; first < SEED + RUNS; first += RUNS_A_PORT) {
            UartFuzzTest port = new UartFuzzTest();
            try {
                for (long seed = first; seed < Math.min(first + RUNS_A_PORT, SEED + RUNS); seed++) {
                    port.steps(new SplittableRandom(seed));
                }
            } catch (AssertionError e) {
                throw new AssertionError("-Dvesper.registers=" + RUNS_A_PORT + " -Dvesper.registerSeed=" + first, e);
            } finally {
                port.uart.close();
            }
        }
        uart.close();
    }

    private void steps(SplittableRandom random) throws AccessFault {
        for (int i = 0; i < STEPS; i++) {
            int register = random.nextInt(8);
            int width = 1 << random.nextInt(4);
            switch (random.nextInt(5)) {
                case 0 -> uart.receive((byte) random.nextInt());
                case 1, 2 -> store(register, random.nextBoolean() ? random.nextInt(16) : random.nextInt(256), width);
                default -> load(register & -width, width);
            }
        }
    }

    private void store(int register, int value, int width) throws AccessFault {
        int at = register & -width;
        uart.store(at, value, width);
        switch (at) {
            case 0 -> divisor = (lcr & DLAB) != 0 ? (divisor & 0xff00) | value : divisor;
            case 1 -> {
                if ((lcr & DLAB) != 0) {
                    divisor = (divisor & 0xff) | (value << 8);
                } else {
                    ier = value & 0xf;
                }
            }
            case 2 -> fcr = value;
            case 3 -> lcr = value;
            case 4 -> mcr = value & 0x1f;
            case 7 -> scr = value;
            default -> {
                // LSR and MSR are read-only
            }
        }
    }

    private void load(int register, int width) throws AccessFault {
        if (register == 2) {
            identification(width);
            return;
        }
        int value = (int) uart.load(register, width);
        switch (register) {
            case 0 -> assertEquals((lcr & DLAB) != 0 ? divisor & 0xff : value & 0xff, value);
            case 1 -> assertEquals((lcr & DLAB) != 0 ? divisor >> 8 : ier, value);
            case 3 -> assertEquals(lcr, value);
            case 4 -> assertEquals(mcr, value);
            case 5 -> lineStatus(value);
            case 6 -> assertEquals(modemStatus(), value);
            default -> assertEquals(scr, value);
        }
    }

    /** The line is high while there is something to identify, and the cause is one that is enabled. */
    private void identification(int width) throws AccessFault {
        int value = (int) uart.load(2, width);
        assertEquals((fcr & 1) != 0 ? FIFOS : 0, value & 0xf0);
        int cause = value & 0xf;
        assertTrue(IDENTIFICATIONS.contains(cause), () -> "IIR " + value);
        switch (cause) {
            case 2 -> assertEquals(2, ier & 2);
            case 4, 0xc -> assertEquals(1, ier & 1);
            case 6 -> assertEquals(4, ier & 4);
            default -> assertFalse(line.isHigh(), "the line tells of nothing");
        }
        if (cause == 4 || cause == 0xc) {
            assertTrue(line.isHigh());
            assertEquals(1, uart.load(5, 1) & 1, "data that are not there");
        }
    }

    /** No error but an overrun, and THRE and TEMT are one. A byte that is ready can be read. */
    private void lineStatus(int value) {
        assertEquals(0, value & ~0x63);
        assertTrue((value & 0x60) == 0 || (value & 0x60) == 0x60);
    }

    private int modemStatus() {
        return (mcr & 0x10) == 0 ? 0xb0 : ((mcr & 0xc) << 4) | ((mcr & 2) << 3) | ((mcr & 1) << 5);
    }
}
