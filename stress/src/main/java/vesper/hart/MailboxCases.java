package vesper.hart;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import vesper.bus.InterruptLine;
import vesper.bus.Meeting;
import vesper.hart.state.Attention;
import vesper.hart.state.Interrupt;

/** The mailbox of a hart: every message arrives, those of one poster in order, and with what was written before. */
public final class MailboxCases {
    private static final int RING = 256;
    private static final int LOOKS = 100;

    /** What {@code unpark} is called with: never started, so that it costs no call of the host. */
    private static final Thread OWNER = new Thread(() -> {});

    private MailboxCases() {}

    /** One thread posts 1, 2 and 3 while the hart drains: r1 is what arrives, digit by digit. */
    @JCStressTest
    @Outcome(id = "123", expect = ACCEPTABLE, desc = "All, in order.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, comes twice or overtakes another.")
    @State
    public static class OnePoster extends Meeting {
        private int arrived;
        private final Mailbox mailbox = new Mailbox(
                new Attention(),
                (line, high) -> {},
                (number, loadsToo) -> arrived = 10 * arrived + (int) number,
                2,
                RING);

        @Actor
        public void poster() {
            first();
            for (int number = 1; number <= 3; number++) {
                mailbox.requestDrop(number, false, 1, number);
            }
        }

        @Actor
        public void hart() {
            second();
            mailbox.drain();
            mailbox.drain();
        }

        @Arbiter
        public void after(I_Result r) {
            mailbox.drain();
            r.r1 = arrived;
        }
    }

    /** Two threads post, 1 and 2: r1 is what arrives. */
    @JCStressTest
    @Outcome(
            id = {"12", "21"},
            expect = ACCEPTABLE,
            desc = "Both.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost or comes twice.")
    @State
    public static class TwoPosters extends Meeting {
        private int arrived;
        private final Mailbox mailbox = new Mailbox(
                new Attention(),
                (line, high) -> {},
                (number, loadsToo) -> arrived = 10 * arrived + (int) number,
                3,
                RING);

        @Actor
        public void poster1() {
            first();
            mailbox.requestDrop(1, false, 1, 1);
        }

        @Actor
        public void poster2() {
            second();
            mailbox.requestDrop(2, false, 2, 1);
        }

        @Arbiter
        public void after(I_Result r) {
            mailbox.drain();
            r.r1 = arrived;
        }
    }

    /** A ring in which a message takes its place by a load and a store, and is announced before it is written. */
    private static final class CarelessRing {
        private final int[] messages = new int[4];
        private volatile int tail;
        private int head;
        private int arrived;

        void post(int number) {
            int place = tail;
            tail = place + 1;
            messages[place] = number;
        }

        void drain() {
            while (head < tail) {
                arrived = 10 * arrived + messages[head++];
            }
        }
    }

    @JCStressTest
    @Outcome(id = "123", expect = ACCEPTABLE, desc = "All, in order.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "A message was read before it was written.")
    @State
    public static class OnePosterAnnouncesEarly extends Meeting {
        private final CarelessRing ring = new CarelessRing();

        @Actor
        public void poster() {
            first();
            for (int number = 1; number <= 3; number++) {
                ring.post(number);
            }
        }

        @Actor
        public void hart() {
            second();
            for (int i = 0; i < LOOKS; i++) {
                ring.drain();
            }
        }

        @Arbiter
        public void after(I_Result r) {
            ring.drain();
            r.r1 = ring.arrived;
        }
    }

    @JCStressTest
    @Outcome(
            id = {"12", "21"},
            expect = ACCEPTABLE,
            desc = "Both.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "One took the other's place.")
    @State
    public static class TwoPostersTakeOnePlace extends Meeting {
        private final CarelessRing ring = new CarelessRing();

        @Actor
        public void poster1() {
            first();
            ring.post(1);
        }

        @Actor
        public void poster2() {
            second();
            ring.post(2);
        }

        @Arbiter
        public void after(I_Result r) {
            ring.drain();
            r.r1 = ring.arrived;
        }
    }

    /** A hart asks another to drop its direct stores: r1 is that it has its answer, r2 that they are dropped. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Answered, and dropped.")
    @Outcome(
            id = {"false, true", "false, false"},
            expect = ACCEPTABLE,
            desc = "Not answered yet.")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "Answered, and a direct store may still come.")
    @State
    public static class Answer extends Meeting {
        private boolean dropped;
        private final Mailbox mailbox =
                new Mailbox(new Attention(), (line, high) -> {}, (page, loadsToo) -> dropped = true, 2, RING);

        public Answer() {
            mailbox.setOwner(OWNER);
        }

        @Actor
        public void asking(ZZ_Result r) {
            mailbox.requestDrop(0, false, 1, 1);
            first();
            for (int i = 0; i < LOOKS && !r.r1; i++) {
                r.r1 = mailbox.answered(1, 1);
            }
            r.r2 = dropped;
        }

        @Actor
        public void asked() {
            second();
            mailbox.drain();
        }
    }

    /** The same, but the hart answers before it drops. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "false, true", "false, false"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "Answered, and not yet dropped.")
    @State
    public static class AnswersEarly extends Meeting {
        private boolean dropped;
        private volatile boolean answered;

        @Actor
        public void asking(ZZ_Result r) {
            first();
            for (int i = 0; i < LOOKS && !r.r1; i++) {
                r.r1 = answered;
            }
            r.r2 = dropped;
        }

        @Actor
        public void asked() {
            second();
            answered = true;
            dropped = true;
        }
    }

    /** A device writes data and raises its line: r1 is the level that the hart has, r2 the data it then sees. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "The interrupt, and its data.")
    @Outcome(
            id = {"false, 0", "false, 1"},
            expect = ACCEPTABLE,
            desc = "No interrupt yet.")
    @Outcome(id = "true, 0", expect = FORBIDDEN, desc = "An interrupt without the data that it announces.")
    @State
    public static class DataBeforeInterrupt extends Meeting {
        private int data;
        private boolean level;
        private final Mailbox mailbox =
                new Mailbox(new Attention(), (line, high) -> level = high, (page, loadsToo) -> {}, 1, RING);
        private final InterruptLine line = mailbox.line(Interrupt.MEIP);

        @Actor
        public void device() {
            first();
            data = 1;
            line.set(true);
        }

        @Actor
        public void hart(ZI_Result r) {
            second();
            for (int i = 0; i < LOOKS && !level; i++) {
                if (mailbox.needsAttention()) {
                    mailbox.drain();
                }
            }
            r.r1 = level;
            r.r2 = data;
        }
    }

    /** A device that raises its line before its data is written. */
    @JCStressTest
    @Outcome(
            id = {"true, 1", "false, 0", "false, 1"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "true, 0", expect = ACCEPTABLE_INTERESTING, desc = "An interrupt without its data.")
    @State
    public static class InterruptBeforeData extends Meeting {
        private int data;
        private volatile boolean level;

        @Actor
        public void device() {
            first();
            level = true;
            data = 1;
        }

        @Actor
        public void hart(ZI_Result r) {
            second();
            for (int i = 0; i < LOOKS && !r.r1; i++) {
                r.r1 = level;
            }
            r.r2 = data;
        }
    }
}
