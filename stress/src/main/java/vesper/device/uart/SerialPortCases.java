package vesper.device.uart;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import vesper.bus.AccessFault;
import vesper.bus.Meeting;

/** Bytes on their way through the serial port's rings: none is lost, none comes early, and nobody sleeps over one. */
public final class SerialPortCases {
    private static final SerialSink NOWHERE = new SerialSink() {
        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public void flush() {}
    };

    private SerialPortCases() {}

    /** A byte is sent while the output thread goes to sleep: r1 is that it sleeps, r2 that it is woken. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Sleeps, and is woken.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Saw the byte; waking it is superfluous.")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Saw the byte before it announced its sleep.")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "Sleeps over a byte: the lost wake-up.")
    @State
    public static class Sleep extends Meeting {
        private static final int RING = 4;

        private final Transmitter transmitter = new Transmitter(NOWHERE, failure -> {}, () -> {}, RING);

        @Actor
        public void thread(ZZ_Result r) {
            first();
            r.r1 = transmitter.maySleep();
        }

        @Actor
        public void hart(ZZ_Result r) {
            second();
            transmitter.put((byte) 1);
            r.r2 = transmitter.wakeIfIdle();
        }
    }

    /** The same with flags that have no order between them: a store is passed by a later load. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "false, true", "false, false"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "The lost wake-up.")
    @State
    public static class SleepWithoutFence extends Meeting {
        private boolean idle;
        private boolean byteThere;

        @Actor
        public void thread(ZZ_Result r) {
            first();
            idle = true;
            r.r1 = !byteThere;
        }

        @Actor
        public void hart(ZZ_Result r) {
            second();
            byteThere = true;
            r.r2 = idle;
        }
    }

    /**
     * The host types while a hart reads: r1 is that each byte the hart gets is the one after the last. All rounds share
     * the port, so what one loses is missed by those after it.
     */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "In order, none lost and none twice.")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "A byte is lost, comes twice or overtakes another.")
    @State
    public static class Receive extends Meeting {
        private static final int RBR = 0;
        private static final int LSR = 5;
        private static final Uart UART = new Uart(high -> {}, NOWHERE, failure -> {});

        private static byte next; // by the host's actor
        private static byte expected; // by the hart's actor

        @Actor
        public void host() {
            first();
            for (int i = 0; i < 2; i++) {
                if (UART.receive(next)) {
                    next++;
                }
            }
        }

        @Actor
        public void hart(Z_Result r) {
            second();
            r.r1 = true;
            for (int i = 0; i < 3; i++) {
                if ((load(LSR) & 1) != 0) {
                    r.r1 &= (byte) load(RBR) == expected++;
                }
            }
        }

        private static int load(int register) {
            try {
                return (int) UART.load(register, 1);
            } catch (AccessFault e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A ring that announces a byte before it is there. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "As above.")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "The hart read what was there before the byte.")
    @State
    public static class ReceiveAnnouncedEarly extends Meeting {
        private static final int SIZE = 8;
        private static final byte[] RING = new byte[SIZE];
        private static volatile int put;
        private static volatile int taken;

        @Actor
        public void host() {
            first();
            for (int i = 0; i < 2; i++) {
                int at = put;
                if (at - taken < SIZE) {
                    put = at + 1;
                    RING[at % SIZE] = (byte) at;
                }
            }
        }

        @Actor
        public void hart(Z_Result r) {
            second();
            r.r1 = true;
            for (int i = 0; i < 3; i++) {
                int at = taken;
                if (at != put) {
                    r.r1 &= RING[at % SIZE] == (byte) at;
                    taken = at + 1;
                }
            }
        }
    }
}
