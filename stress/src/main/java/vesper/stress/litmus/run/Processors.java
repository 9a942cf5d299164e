package vesper.stress.litmus.run;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which of the host's processors a thread may run on. A busy host likes to keep two harts on one processor, where they
 * never run at the same time; litmus7 has {@code -affinity} for that. Linux only: elsewhere threads run where the host
 * likes.
 */
final class Processors {
    /** Bytes of glibc's {@code cpu_set_t}. */
    private static final int SET_SIZE = 128;

    private static final int CALLING_THREAD = 0;

    private final MethodHandle setAffinity;
    private final BitSet allowed;

    /** Which one is number 0: not the same for every machine on the host. */
    private final int first;

    private Processors(MethodHandle setAffinity, BitSet allowed) {
        this.setAffinity = setAffinity;
        this.allowed = allowed;
        this.first = ThreadLocalRandom.current().nextInt(count());
    }

    /** Those that the calling thread may run on; empty on a host that can't be asked. */
    static Optional<Processors> ofThisThread() {
        Optional<MethodHandle> get = affinity("sched_getaffinity");
        Optional<MethodHandle> set = affinity("sched_setaffinity");
        if (get.isEmpty() || set.isEmpty()) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bits = arena.allocate(SET_SIZE);
            if (!call(get.get(), bits)) {
                return Optional.empty();
            }
            return Optional.of(new Processors(set.get(), BitSet.valueOf(bits.asByteBuffer())));
        }
    }

    @SuppressWarnings("restricted") // two functions of the C library, called by their own signature
    private static Optional<MethodHandle> affinity(String name) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        return library.find(name).map(address -> linker.downcallHandle(address, type));
    }

    int count() {
        return allowed.cardinality();
    }

    /** Lets the calling thread run on one of them only, by a number from 0 on; {@return whether the host agrees} */
    boolean pin(int number) {
        int processor = allowed.nextSetBit(0);
        for (int i = (first + number) % count(); i > 0; i--) {
            processor = allowed.nextSetBit(processor + 1);
        }
        BitSet one = new BitSet();
        one.set(processor);
        return apply(one);
    }

    /** Lets the calling thread run on all of them; {@return whether the host agrees} */
    boolean unpin() {
        return apply(allowed);
    }

    private boolean apply(BitSet processors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bits = arena.allocate(SET_SIZE);
            bits.copyFrom(MemorySegment.ofArray(processors.toByteArray()));
            return call(setAffinity, bits);
        }
    }

    private static boolean call(MethodHandle function, MemorySegment bits) {
        try {
            return (int) function.invokeExact(CALLING_THREAD, (long) SET_SIZE, bits) >= 0;
        } catch (Throwable e) { // as method handles declare
            throw new IllegalStateException("calling the C library", e);
        }
    }
}
