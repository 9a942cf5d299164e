package vesper.hart.translate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import vesper.hart.region.AllBranches;

/**
 * Has {@link AllBranches}' method trap so often that C2 leaves no branch out of what inlines it: once for the JVM, a
 * step at a time, while regions are tried. Each of its frames traps once when it has been compiled. In the interpreter
 * the branch must not be taken before, or the profile would have it.
 */
final class TrapLesson {
    private static final int DEPTH = 1000;

    /** A compiled call takes 2 ns, or 5 of C1's, and an interpreted one 50. */
    private static final int COMPILED_NANOS_A_CALL = 7;

    /** {@code PerMethodTrapLimit} is 100, and C2 makes one frame of two or more calls. */
    private static final int TRAPPING_DEPTH = 600;

    /** HotSpot compiles it after a few; without the launcher's options it may be that it never does. */
    private static final int MAX_STEPS = 1000;

    private static final MethodHandle KEEP = define();

    // both guarded by the class
    private static int steps;
    private static boolean over;

    private TrapLesson() {}

    private static MethodHandle define() {
        try {
            MethodHandles.Lookup here = MethodHandles.lookup();
            Class<?> made = here.defineClass(AllBranches.bytes());
            return here.findStatic(made, AllBranches.KEEP, MethodType.methodType(void.class, int.class, boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Regions can be linked from now on. */
    static void prepare() {
        // what is to be done the class's initializer has done
    }

    /** Goes on with the lesson; {@return whether it is over} */
    static synchronized boolean step() {
        if (!over) {
            long from = System.nanoTime();
            call(DEPTH, false);
            if (System.nanoTime() - from < (long) COMPILED_NANOS_A_CALL * DEPTH) {
                call(TRAPPING_DEPTH, true);
                over = true;
            }
            over |= ++steps >= MAX_STEPS;
        }
        return over;
    }

    private static void call(int depth, boolean trap) {
        try {
            KEEP.invokeExact(depth, trap);
        } catch (Throwable e) { // it throws nothing
            throw new IllegalStateException(e);
        }
    }
}
