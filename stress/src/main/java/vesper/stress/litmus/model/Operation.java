package vesper.stress.litmus.model;

/**
 * A memory operation in a run of a hart ("Memory Model Primitives"). An AMO is one operation, "both a load operation and
 * a store operation simultaneously".
 *
 * @param index among the run's operations
 * @param position of its instruction among those executed: operations of one instruction are not in program order
 * @param line of the instruction in the file
 * @param text of the instruction
 * @param loaded the bytes read, from bit 0 on; 0 if it is no load
 * @param stored the bytes written, from bit 0 on; 0 if it is no store
 * @param paired index of the load-reserved that this store-conditional is paired with, or -1
 */
record Operation(
        int hart,
        int index,
        int position,
        int line,
        String text,
        Kind kind,
        Footprint where,
        long loaded,
        long stored,
        Annotation annotation,
        Dependencies dependencies,
        int paired) {
    enum Kind {
        LOAD,
        STORE,
        AMO,
        LOAD_RESERVED,
        STORE_CONDITIONAL
    }

    /**
     * Ordering annotations.
     *
     * @param zalasr whether it is one of Zalasr's: then {@link ZalasrReading} says whether it is RCsc
     */
    record Annotation(boolean acquire, boolean release, boolean zalasr) {
        static final Annotation NONE = new Annotation(false, false, false);

        boolean rcsc(ZalasrReading reading) {
            return (acquire || release) && (!zalasr || reading == ZalasrReading.RCSC);
        }
    }

    /** On which operations of the run it has a syntactic dependency; bit {@code i} is operation {@code i}. */
    record Dependencies(long address, long data, long control) {}

    boolean isLoad() {
        return kind != Kind.STORE && kind != Kind.STORE_CONDITIONAL;
    }

    boolean isStore() {
        return kind != Kind.LOAD && kind != Kind.LOAD_RESERVED;
    }

    boolean is(Operation other) {
        return hart == other.hart && index == other.index;
    }

    /** Whether it comes before another of the same run in program order. */
    boolean before(Operation other) {
        return hart == other.hart && position < other.position;
    }

    boolean hasAddressDependency(Operation on) {
        return has(dependencies.address, on);
    }

    boolean hasDataDependency(Operation on) {
        return has(dependencies.data, on);
    }

    boolean hasControlDependency(Operation on) {
        return has(dependencies.control, on);
    }

    private static boolean has(long mask, Operation on) {
        return (mask >>> on.index & 1) != 0;
    }

    /** {@code W x=1}, {@code R x=0}, {@code RW x=0,1}; with the width in bits where it is not that of the location. */
    String describe(Memory memory) {
        String letters = (isLoad() ? "R" : "") + (isStore() ? "W" : "");
        String width = memory.isWhole(where) ? "" : String.valueOf(Byte.SIZE * where.bytes());
        String values = isLoad() && isStore() ? loaded + "," + stored : String.valueOf(isLoad() ? loaded : stored);
        return letters + width + " " + memory.name(where.address()) + "=" + values;
    }

    long loaded(Cell cell) {
        return cell.part(loaded, where.address());
    }

    long stored(Cell cell) {
        return cell.part(stored, where.address());
    }
}
