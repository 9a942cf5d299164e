package vesper.stress.litmus.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Counts tuples of longs; nothing is allocated for one that was seen before. */
final class Tally {
    private static final class Tuple {
        private final long[] values;

        Tuple(long[] values) {
            this.values = values;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tuple tuple && Arrays.equals(values, tuple.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    private static final class Count {
        long value;
    }

    private final Map<Tuple, Count> counts = new HashMap<>();
    private final Tuple probe;

    Tally(int size) {
        probe = new Tuple(new long[size]);
    }

    /** To be filled before {@link #count}. */
    long[] tuple() {
        return probe.values;
    }

    /** Counts what {@link #tuple} holds now. */
    void count() {
        Count count = counts.get(probe);
        if (count == null) {
            count = new Count();
            counts.put(new Tuple(probe.values.clone()), count);
        }
        count.value++;
    }

    void forEach(ObjLongConsumer<long[]> consumer) {
        counts.forEach((tuple, count) -> consumer.accept(tuple.values, count.value));
    }
}
