package vesper.stress.referee;

/** Numbered cases that a guest works off one after the other. It begins at {@link Machine#RAM_BASE}. */
public interface Workload {
    /** Takes bytes to be at a physical address. */
    @FunctionalInterface
    interface Writer {
        void write(long address, byte[] bytes);
    }

    int first();

    /** The number after the last. */
    int end();

    /** Writes all that the guest needs, told to begin at {@code next}. RAM holds what earlier runs left. */
    void write(int next, Writer writer);

    /** Where the guest keeps the number of the first case that it has not finished, in 64 bits. */
    long progress();
}
