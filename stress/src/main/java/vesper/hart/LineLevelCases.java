package vesper.hart;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;
import vesper.bus.InterruptLine;
import vesper.hart.state.Attention;
import vesper.hart.state.Interrupt;

/** A device drives a line up and down, up at last, while the hart drains: r1 is the level the hart has in the end. */
public final class LineLevelCases {
    private static final int CHANGES = 9; // odd: the last is up
    private static final int DRAINS = 9;

    private LineLevelCases() {}

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "The last level arrives, however many changes became one.")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "The last change was taken for one already posted.")
    @State
    public static class Shipped {
        private boolean level;
        private final Mailbox mailbox =
                new Mailbox(new Attention(), (line, high) -> level = high, (offset, loadsToo) -> {}, 1, 256);
        private final InterruptLine line = mailbox.line(Interrupt.MSIP);

        @Actor
        public void device() {
            for (int i = 0; i < CHANGES; i++) {
                line.set((i & 1) == 0);
            }
        }

        @Actor
        public void hart() {
            for (int i = 0; i < DRAINS; i++) {
                mailbox.drain();
            }
        }

        @Arbiter
        public void after(Z_Result r) {
            if (mailbox.needsAttention()) {
                mailbox.drain();
            }
            r.r1 = level;
        }
    }

    /** The same, but the hart looks at the level before it says that the message is taken. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "As above.")
    @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "A change between the look and the word is lost.")
    @State
    public static class LooksTooEarly {
        private volatile boolean level;
        private volatile boolean posted;
        private boolean seen;

        private void set(boolean high) {
            level = high;
            if (!posted) {
                posted = true;
            }
        }

        private void drain() {
            if (posted) {
                seen = level;
                posted = false;
            }
        }

        @Actor
        public void device() {
            for (int i = 0; i < CHANGES; i++) {
                set((i & 1) == 0);
            }
        }

        @Actor
        public void hart() {
            for (int i = 0; i < DRAINS; i++) {
                drain();
            }
        }

        @Arbiter
        public void after(Z_Result r) {
            drain();
            r.r1 = seen;
        }
    }
}
