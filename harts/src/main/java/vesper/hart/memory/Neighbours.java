package vesper.hart.memory;

/** What a hart's memory accesses need of the other harts, and of who watches them all. */
public interface Neighbours {
    /**
     * Has every hart drop its direct ways to store to (and load from) a RAM page, and returns when none can use one any
     * more. Called on the asking hart's thread.
     *
     * @param hartid of the hart that asks
     */
    void divert(int hartid, long ramOffset, boolean loadsToo);

    /** The doubleword of RAM whose stores are to be reported. */
    StoreWatch watch();
}
