package vesper.stress.guest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.RA;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.S2;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.ZERO;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import vesper.bus.Meeting;
import vesper.hart.TwoHarts;
import vesper.isa.Assembler;

/**
 * Hart 0 writes a new function over an old one and says so, hart 1, which has called the old one, calls it again: r1 is
 * that it was told before, r2 what the function returns, 1 the old one and 2 the new.
 */
public final class CodeCases {
    private CodeCases() {}

    /** A function in a line of its own, and a flag. */
    abstract static class Patched extends Meeting {
        private static final long OLD = function(1);
        private static final long NEW = function(2);

        private final TwoHarts harts;
        private final long code;

        Patched(TwoHarts harts) {
            this.harts = harts;
            this.code = harts.lines(2);
            harts.put(code, OLD);
        }

        private static long function(int result) {
            Assembler a = new Assembler();
            a.addi(A1, ZERO, result);
            a.ret();
            byte[] bytes = a.assemble(0).flat();
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }

        static TwoHarts harts(Consumer<Assembler> betweenFlagAndCall) {
            return new TwoHarts(
                    a -> {
                        a.li(T1, 1);
                        a.sd(S2, 0, S0);
                        a.fence("w", "w");
                        a.sd(T1, 0, S1);
                    },
                    a -> {
                        a.jalr(RA, 0, S0);
                        a.ld(A0, 0, S1);
                        betweenFlagAndCall.accept(a);
                        a.jalr(RA, 0, S0);
                    });
        }

        final void patch() {
            first();
            harts.run(0, code, TwoHarts.next(code), NEW);
        }

        final void call(II_Result r) {
            second();
            r.r1 = harts.runForA0(1, code, TwoHarts.next(code));
            r.r2 = (int) harts.x(1, A1);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Told, and the new function is called.")
    @Outcome(
            id = {"0, 1", "0, 2"},
            expect = ACCEPTABLE,
            desc = "Not told yet.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Told, and the old function is still called after fence.i.")
    @State
    public static class FenceI extends Patched {
        private static final TwoHarts HARTS = harts(a -> {
            a.fence("r", "rw");
            a.fence_i();
        });

        public FenceI() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            patch();
        }

        @Actor
        public void hart1(II_Result r) {
            call(r);
        }
    }

    /** Hart 1 does not say that it wants to see new code. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "0, 1", "0, 2"},
            expect = ACCEPTABLE,
            desc = "As above.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "Told, and the old function is still called.")
    @State
    public static class WithoutFenceI extends Patched {
        private static final TwoHarts HARTS = harts(a -> a.fence("r", "rw"));

        public WithoutFenceI() {
            super(HARTS);
        }

        @Actor
        public void hart0() {
            patch();
        }

        @Actor
        public void hart1(II_Result r) {
            call(r);
        }
    }
}
