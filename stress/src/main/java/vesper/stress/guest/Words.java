package vesper.stress.guest;

import static vesper.isa.Register.A1;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
import static vesper.isa.Register.T3;
import static vesper.isa.Register.T4;

import java.util.function.Consumer;
import vesper.bus.Meeting;
import vesper.hart.TwoHarts;
import vesper.isa.Assembler;
import vesper.isa.Ordering;
import vesper.isa.Register;

/**
 * The state of a guest case: two doublewords of RAM, x and y, both 0, in lines of their own.
 *
 * <p>The code finds x's address in {@code s0} and y's in {@code s1}, 1 in {@code t1} and 2 in {@code t2}, and leaves
 * what it saw in {@code a0} and {@code a1}.
 */
abstract class Words extends Meeting {
    private final TwoHarts harts;
    private final long x;
    private final long y;

    Words(TwoHarts harts) {
        this.harts = harts;
        this.x = harts.lines(2);
        this.y = TwoHarts.next(x);
    }

    /** The same code on both harts, each with a word of its own and the other's. */
    @FunctionalInterface
    interface Mirrored {
        void emit(Assembler a, Register own, Register other);
    }

    static TwoHarts mirrored(Mirrored code) {
        return harts(a -> code.emit(a, S0, S1), a -> code.emit(a, S1, S0));
    }

    static TwoHarts harts(Consumer<Assembler> hart0, Consumer<Assembler> hart1) {
        return new TwoHarts(withConstants(hart0), withConstants(hart1));
    }

    private static Consumer<Assembler> withConstants(Consumer<Assembler> code) {
        return a -> {
            a.li(T1, 1);
            a.li(T2, 2);
            code.accept(a);
        };
    }

    /** {@code to = from}, by a computation that depends on {@code on} and changes nothing. */
    static void via(Assembler a, Register to, Register on, Register from) {
        a.xor(to, on, on);
        a.add(to, to, from);
    }

    /** A branch on {@code on} whose two ways are the same: what follows depends on it by control. */
    static void branchOn(Assembler a, Register on) {
        a.bnez(on, "1f");
        a.label("1");
    }

    /** Stores by LR and SC, again until SC succeeds; the annotations are SC's. Uses {@code t3} and {@code t4}. */
    static void storeConditional(Assembler a, Register value, Register address, Ordering... orderings) {
        a.label("1");
        a.lr_d(T3, address);
        a.sc_d(T4, value, address, orderings);
        a.bnez(T4, "1b");
    }

    /** Runs hart 0's code when hart 1 is there too; {@return what it left in {@code a0}} */
    final int runHart0() {
        first();
        return harts.runForA0(0, x, y);
    }

    /** Runs hart 1's code when hart 0 is there too; {@return what it left in {@code a0}} */
    final int runHart1() {
        second();
        return harts.runForA0(1, x, y);
    }

    /** {@code a1} of a hart, on its actor's thread after it ran. */
    final int second(int hartid) {
        return (int) harts.x(hartid, A1);
    }

    /** What x holds, for the arbiter. */
    final int x() {
        return (int) harts.get(x);
    }

    /** What the upper half of x holds, for the arbiter. */
    final int upperX() {
        return (int) (harts.get(x) >>> Integer.SIZE);
    }

    /** What y holds, for the arbiter. */
    final int y() {
        return (int) harts.get(y);
    }
}
