package vesper.metal.host;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The hart that a thread of a test stands for: each thread has its own. CSRs hold what was written; a test sets what
 * {@code wfi}, {@code ecall} and calls by address do.
 */
public final class HostHart {
    /** What an {@code ecall} does. */
    @FunctionalInterface
    public interface Environment {
        long call(long number, long a0, long a1, long a2, long a3);
    }

    /** What a call by address does. */
    @FunctionalInterface
    public interface Code {
        long call(long address, long argument);
    }

    private static final int MHARTID = 0xf14;
    private static final AtomicLong COUNT = new AtomicLong();
    private static final ThreadLocal<HostHart> CURRENT = ThreadLocal.withInitial(HostHart::new);

    // owned by the thread
    private final Map<Integer, Long> csrs = new HashMap<>();
    private final Map<Integer, LongSupplier> counters = new HashMap<>();
    private @Nullable Object local;
    private Runnable onWfi = Thread::yield;
    private Environment environment = (number, a0, a1, a2, a3) -> {
        throw new HostFault("ecall " + number + " that the test does not take", 0);
    };
    private Code code = (address, argument) -> {
        throw new HostFault("no code", address);
    };

    private HostHart() {
        csrs.put(MHARTID, COUNT.getAndIncrement());
    }

    /** This thread's hart. */
    public static HostHart current() {
        return CURRENT.get();
    }

    /** Gives this thread a new hart, as at reset. */
    public static HostHart reset(long hartid) {
        HostHart hart = new HostHart();
        hart.write(MHARTID, hartid);
        CURRENT.set(hart);
        return hart;
    }

    public long read(int csr) {
        LongSupplier counter = counters.get(csr);
        return counter != null ? counter.getAsLong() : csrs.getOrDefault(csr, 0L);
    }

    /** Has every load of a CSR give what {@code counter} gives. */
    public void onRead(int csr, LongSupplier counter) {
        counters.put(csr, counter);
    }

    public void write(int csr, long value) {
        csrs.put(csr, value);
    }

    /** The object in {@code tp}. */
    public Object local() {
        if (local == null) {
            throw new IllegalStateException("tp has not been set");
        }
        return local;
    }

    public void setLocal(Object object) {
        local = object;
    }

    public void wfi() {
        onWfi.run();
    }

    public void onWfi(Runnable action) {
        onWfi = action;
    }

    public long ecall(long number, long a0, long a1, long a2, long a3) {
        return environment.call(number, a0, a1, a2, a3);
    }

    public void onEcall(Environment action) {
        environment = action;
    }

    public long call(long address, long argument) {
        return code.call(address, argument);
    }

    public void onCall(Code action) {
        code = action;
    }
}
