package vesper.hart;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import vesper.hart.state.Attention;

/** The wake-up of a hart that goes to sleep while somebody posts: r1 is that it sleeps, r2 that it is woken. */
public final class ParkingCases {
    /** What {@code unpark} is called with: never started, so that it costs no call of the host. */
    private static final Thread OWNER = new Thread(() -> {});

    private ParkingCases() {}

    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Sleeps, and is woken.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Saw the post; waking it is superfluous.")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Saw the post before it announced its sleep.")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "Sleeps, and nobody wakes it: the lost wake-up.")
    @State
    public static class Shipped {
        private final Mailbox mailbox =
                new Mailbox(new Attention(), (line, high) -> {}, (offset, loadsToo) -> {}, 1, 256);

        public Shipped() {
            mailbox.setOwner(OWNER);
        }

        @Actor
        public void hart(ZZ_Result r) {
            r.r1 = mailbox.mayPark();
        }

        @Actor
        public void poster(ZZ_Result r) {
            r.r2 = mailbox.wake();
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
    public static class WithoutFences {
        private boolean attention;
        private boolean parked;

        @Actor
        public void hart(ZZ_Result r) {
            parked = true;
            r.r1 = !attention;
        }

        @Actor
        public void poster(ZZ_Result r) {
            attention = true;
            r.r2 = parked;
        }
    }
}
