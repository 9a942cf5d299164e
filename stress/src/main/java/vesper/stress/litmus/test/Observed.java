package vesper.stress.litmus.test;

/**
 * A name whose final value a test looks at. Ordered as states are spelled: registers by hart and number, then locations
 * by name.
 */
public sealed interface Observed extends Comparable<Observed> permits Observed.Register, Observed.Memory {
    /** {@code 0:x5}: a register, 0 to 31, of a hart, counted from 0. */
    record Register(int hart, int number) implements Observed {
        @Override
        public String toString() {
            return hart + ":x" + number;
        }
    }

    /** {@code [x]}, or an element of an array, {@code x[1]}; the index of what is no array is {@link #SCALAR}. */
    record Memory(String location, int index) implements Observed {
        public static final int SCALAR = -1;

        public Memory(String location) {
            this(location, SCALAR);
        }

        @Override
        public String toString() {
            return index == SCALAR ? "[" + location + "]" : location + "[" + index + "]";
        }
    }

    @Override
    default int compareTo(Observed other) {
        if (this instanceof Register mine && other instanceof Register theirs) {
            int harts = Integer.compare(mine.hart, theirs.hart);
            return harts != 0 ? harts : Integer.compare(mine.number, theirs.number);
        }
        if (this instanceof Memory mine && other instanceof Memory theirs) {
            int names = mine.location.compareTo(theirs.location);
            return names != 0 ? names : Integer.compare(mine.index, theirs.index);
        }
        return this instanceof Register ? -1 : 1;
    }
}
