package vesper.hart.translate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Two methods with a branch that is taken only after they were compiled; one begins as regions do. */
final class BranchesAfterTheLesson {
    private static final int UNTIL_COMPILED = 200_000;

    private static final MethodHandle KEEP = keep();

    private BranchesAfterTheLesson() {}

    private static MethodHandle keep() {
        try {
            TrapLesson.prepare();
            return MethodHandles.lookup()
                    .findStatic(
                            Class.forName("vesper.hart.translate.AllBranches"),
                            "keep",
                            MethodType.methodType(void.class, int.class, boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static int kept(int value, boolean rare) throws Throwable {
        KEEP.invokeExact(0, false);
        return rare ? value * 3 : value + 1;
    }

    private static int leftOut(int value, boolean rare) {
        return rare ? value * 3 : value + 1;
    }

    public static void main(String[] args) throws Throwable {
        while (!TrapLesson.step()) {
            Thread.onSpinWait();
        }
        int sum = 0;
        for (int i = 0; i < UNTIL_COMPILED; i++) {
            sum += kept(i, false);
            sum += leftOut(i, false);
        }
        sum += kept(sum, args.length == 0);
        sum += leftOut(sum, args.length == 0);
        System.out.println(sum);
    }
}
