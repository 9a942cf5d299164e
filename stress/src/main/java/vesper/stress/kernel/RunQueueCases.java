package vesper.stress.kernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import vesper.kernel.hart.Hart;
import vesper.kernel.proc.Proc;
import vesper.kernel.proc.RunQueue;
import vesper.metal.Addr;
import vesper.metal.Cpu;

/**
 * A process is handed to another hart through that hart's run queue. The result is who came out, in order: A and B are
 * processes, and {@code ?} is one whose registers weren't there yet.
 */
public final class RunQueueCases {
    private static final Addr PC = new Addr(0x8000_0000L);

    private RunQueueCases() {}

    /** The hart takes from its own queue, which holds A, while another adds B. */
    @JCStressTest
    @Outcome(id = "AB", expect = ACCEPTABLE, desc = "Each once, in order, and complete.")
    @Outcome(expect = FORBIDDEN, desc = "A process is lost, runs twice, or is resumed with old registers.")
    @State
    public static class HandOver {
        private final RunQueue queue = new RunQueue();
        private final Hart own = new Hart(0);
        private final Hart other = new Hart(1);
        private final Proc a = new Proc();
        private final Proc b = new Proc();
        private String taken = "";

        public HandOver() {
            Cpu.setLocal(own);
            a.setPc(PC);
            queue.add(a);
        }

        @Actor
        public void take() {
            Cpu.setLocal(own);
            taken = name(queue.take()) + name(queue.take());
        }

        @Actor
        public void handOver() {
            Cpu.setLocal(other);
            b.setPc(PC);
            queue.add(b);
        }

        @Arbiter
        public void after(L_Result r) {
            Cpu.setLocal(own);
            r.r1 = taken + name(queue.take()) + name(queue.take());
        }

        private String name(@Nullable Proc process) {
            return process == null ? "" : process.pc().value() == 0 ? "?" : process == a ? "A" : "B";
        }
    }

    /** The same with the queue's own steps and no lock. */
    @JCStressTest
    @Outcome(id = "AB", expect = ACCEPTABLE, desc = "Each once, in order, and complete.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "A process is lost, or runs twice.")
    @State
    public static class HandOverWithoutLock {
        private final Ring queue = new Ring();
        private String taken = "";

        public HandOverWithoutLock() {
            queue.add("A");
        }

        @Actor
        public void take() {
            taken = queue.take() + queue.take();
        }

        @Actor
        public void handOver() {
            queue.add("B");
        }

        @Arbiter
        public void after(L_Result r) {
            r.r1 = taken + queue.take() + queue.take();
        }
    }

    /** Two harts add to the queue of a third. */
    @JCStressTest
    @Outcome(
            id = {"AB", "BA"},
            expect = ACCEPTABLE,
            desc = "Each once.")
    @Outcome(expect = FORBIDDEN, desc = "A process is lost, or runs twice.")
    @State
    public static class TwoGivers {
        private final RunQueue queue = new RunQueue();
        private final Hart first = new Hart(1);
        private final Hart second = new Hart(2);
        private final Proc a = new Proc();
        private final Proc b = new Proc();

        @Actor
        public void giveA() {
            Cpu.setLocal(first);
            queue.add(a);
        }

        @Actor
        public void giveB() {
            Cpu.setLocal(second);
            queue.add(b);
        }

        @Arbiter
        public void after(L_Result r) {
            Cpu.setLocal(new Hart(0));
            r.r1 = name(queue.take()) + name(queue.take()) + name(queue.take());
        }

        private String name(@Nullable Proc process) {
            return process == null ? "" : process == a ? "A" : "B";
        }
    }

    /** The same with the queue's own steps and no lock. */
    @JCStressTest
    @Outcome(
            id = {"AB", "BA"},
            expect = ACCEPTABLE,
            desc = "Each once.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "A process is lost.")
    @State
    public static class TwoGiversWithoutLock {
        private final Ring queue = new Ring();

        @Actor
        public void giveA() {
            queue.add("A");
        }

        @Actor
        public void giveB() {
            queue.add("B");
        }

        @Arbiter
        public void after(L_Result r) {
            r.r1 = queue.take() + queue.take() + queue.take();
        }
    }

    /** The run queue's ring, of names, bare. */
    private static final class Ring {
        private final @Nullable String[] ring = new @Nullable String[4];
        private int head;
        private int size;

        void add(String name) {
            ring[(head + size) % ring.length] = name;
            size++;
        }

        String take() {
            String first = "";
            if (size > 0) {
                String there = ring[head];
                first = there == null ? "-" : there;
                ring[head] = null;
                head = (head + 1) % ring.length;
                size--;
            }
            return first;
        }
    }
}
