package vesper.stress.compiler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vesper.metal.Csr;
import vesper.metal.Mem;
import vesper.metal.host.HostHart;
import vesper.metal.host.HostMemory;
import vesper.stress.compiler.generate.Program;
import vesper.stress.compiler.guest.GuestMemory;
import vesper.stress.compiler.guest.Slot;

/** Runs parts on the JVM: what they do here is right. For one thread at a time, as the harness is one. */
final class Jvm {
    /** As {@code vesper.aot.ir.Failure} words it; subclasses count as theirs. */
    private static final Map<Class<?>, String> FAILURES = Map.of(
            NullPointerException.class, "null pointer",
            ArrayIndexOutOfBoundsException.class, "index out of bounds",
            StringIndexOutOfBoundsException.class, "index out of bounds",
            ClassCastException.class, "class cast",
            ArrayStoreException.class, "array store");

    private Jvm() {}

    static List<Outcome> run(ClassFiles files, int parts) {
        List<Outcome> outcomes = new ArrayList<>();
        MethodHandle run = dispatcher(files);
        try (HostMemory.Region slot = HostMemory.ram(Slot.SIZE);
                HostMemory.Region scratch = HostMemory.ram(GuestMemory.SCRATCH_SIZE)) {
            for (int part = 0; part < parts; part++) {
                HostMemory.write(slot.base(), new byte[Slot.SIZE]);
                HostMemory.write(scratch.base(), new byte[GuestMemory.SCRATCH_SIZE]);
                HostHart.current().write(Csr.MSCRATCH, 0);
                outcomes.add(run(run, part, slot.base(), scratch.base()));
            }
        }
        return outcomes;
    }

    private static MethodHandle dispatcher(ClassFiles files) {
        try {
            Class<?> type = Class.forName(Parts.DISPATCHER, true, files.loader());
            return MethodHandles.publicLookup()
                    .findStatic(type, "run", MethodType.methodType(void.class, int.class, long.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // A generated program may throw whatever Java can throw at it, and MethodHandle.invoke is declared to.
    @SuppressWarnings("IllegalCatch")
    private static Outcome run(MethodHandle run, int part, long slot, long scratch) {
        String failure = "";
        try {
            run.invoke(part, slot, scratch);
        } catch (RuntimeException e) {
            failure = Outcome.failed(where(e), why(e));
        } catch (Throwable e) {
            throw new IllegalStateException("part " + part, e);
        }
        byte[] bytes = new byte[Slot.SIZE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Mem.load8(slot + i);
        }
        Outcome outcome = Outcome.of(bytes, address -> "");
        return failure.isEmpty() ? outcome : new Outcome(outcome.points(), failure);
    }

    /** The innermost place in a generated file: what a library method checks is its caller's failure. */
    private static String where(RuntimeException failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(Program.PACKAGE + ".P"))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("nowhere");
    }

    private static String why(RuntimeException failure) {
        String message = failure.getMessage();
        if (failure instanceof ArithmeticException && "/ by zero".equals(message)) {
            return "division by zero";
        }
        String known = FAILURES.get(failure.getClass());
        String name = failure.getClass().getSimpleName();
        return known != null ? known : message == null ? name : name + ": " + message;
    }
}
