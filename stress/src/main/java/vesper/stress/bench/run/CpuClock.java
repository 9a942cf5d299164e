package vesper.stress.bench.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The processor time that another process has taken, all its threads together, ended ones too: POSIX's clock of a
 * process. The JDK tells the same in steps of 10 ms only, which are too long for a guest that is soon done.
 */
final class CpuClock {
    /** {@code int clock_getcpuclockid(pid_t, clockid_t *)}. */
    private static final Optional<MethodHandle> FIND =
            function("clock_getcpuclockid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    /** {@code int clock_gettime(clockid_t, struct timespec *)}. */
    private static final Optional<MethodHandle> READ =
            function("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    private final Process process;
    private double last;

    CpuClock(Process process) {
        this.process = process;
    }

    @SuppressWarnings("restricted") // two functions of the C library, called by their own signatures
    private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, type));
    }

    /** In seconds; what it was last if the process has gone. */
    double seconds() {
        if (FIND.isPresent() && READ.isPresent()) {
            last = Math.max(last, read(FIND.get(), READ.get()));
        } else {
            process.info().totalCpuDuration().ifPresent(time -> last = time.toNanos() / 1e9);
        }
        return last;
    }

    /** 0 if there is no such process. */
    private double read(MethodHandle find, MethodHandle read) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment id = arena.allocate(JAVA_INT);
            MemorySegment time = arena.allocate(JAVA_LONG, 2);
            if ((int) find.invokeExact(Math.toIntExact(process.pid()), id) != 0
                    || (int) read.invokeExact(id.get(JAVA_INT, 0), time) != 0) {
                return 0;
            }
            return time.getAtIndex(JAVA_LONG, 0) + time.getAtIndex(JAVA_LONG, 1) / 1e9;
        } catch (Throwable e) { // as method handles declare
            throw new IllegalStateException("calling the C library", e);
        }
    }
}
