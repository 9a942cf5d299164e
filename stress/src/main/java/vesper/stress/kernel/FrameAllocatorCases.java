package vesper.stress.kernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import vesper.kernel.hart.Hart;
import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;
import vesper.metal.Cpu;
import vesper.metal.host.HostMemory;

/**
 * Two harts take a page frame each and give it back, from a heap of just two that all rounds share: so whatever a round
 * loses is missed by those after it. The results are what each got.
 */
public final class FrameAllocatorCases {
    private static final int PAGES = 2;

    private FrameAllocatorCases() {}

    @JCStressTest
    @Outcome(id = "own, own", expect = ACCEPTABLE, desc = "Each had a frame that nobody else had.")
    @Outcome(id = "shared.*", expect = FORBIDDEN, desc = "A frame was handed out twice.")
    @Outcome(id = ".*, shared", expect = FORBIDDEN, desc = "A frame was handed out twice.")
    @Outcome(expect = FORBIDDEN, desc = "A frame is lost.")
    @State
    public static class Shipped {
        private static final FrameAllocator FRAMES = heap();
        private static final Owners OWNERS = new Owners();

        private final Hart first = new Hart(0);
        private final Hart second = new Hart(1);

        private static FrameAllocator heap() {
            FrameAllocator frames = new FrameAllocator();
            Addr start = new Addr(
                    HostMemory.ram((1 + PAGES) * FrameAllocator.PAGE_SIZE).base());
            if (!frames.begin(start, start.plus((1 + PAGES) * FrameAllocator.PAGE_SIZE)) || frames.count() != PAGES) {
                throw new IllegalStateException("a heap of another size: " + frames.count());
            }
            return frames;
        }

        @Actor
        public void first(LL_Result r) {
            r.r1 = takeAndGiveBack(first);
        }

        @Actor
        public void second(LL_Result r) {
            r.r2 = takeAndGiveBack(second);
        }

        private static String takeAndGiveBack(Hart hart) {
            Cpu.setLocal(hart);
            Addr frame = FRAMES.allocate(1);
            if (frame.value() == 0) {
                return "none";
            }
            String got = OWNERS.use((int) (frame.minus(FRAMES.base()) / FrameAllocator.PAGE_SIZE));
            FRAMES.deallocate(frame);
            return got;
        }
    }

    /** The same with first-fit over descriptor bytes, and no lock. */
    @JCStressTest
    @Outcome(id = "own, own", expect = ACCEPTABLE, desc = "Each had a frame that nobody else had.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "A frame was handed out twice, or is lost.")
    @State
    public static class WithoutLock {
        private static final byte[] TAKEN = new byte[PAGES];
        private static final Owners OWNERS = new Owners();

        @Actor
        public void first(LL_Result r) {
            r.r1 = takeAndGiveBack();
        }

        @Actor
        public void second(LL_Result r) {
            r.r2 = takeAndGiveBack();
        }

        private static String takeAndGiveBack() {
            for (int page = 0; page < PAGES; page++) {
                if (TAKEN[page] == 0) {
                    TAKEN[page] = 1;
                    String got = OWNERS.use(page);
                    TAKEN[page] = 0;
                    return got;
                }
            }
            return "none";
        }
    }

    /** Who uses which page, kept apart from the allocator. */
    private static final class Owners {
        private final AtomicIntegerArray users = new AtomicIntegerArray(PAGES);

        String use(int page) {
            boolean own = users.getAndIncrement(page) == 0;
            own &= users.decrementAndGet(page) == 0;
            return own ? "own" : "shared";
        }
    }
}
