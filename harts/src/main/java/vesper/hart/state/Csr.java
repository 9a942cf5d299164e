package vesper.hart.state;

import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One control and status register of one hart: how it is read and written, and what its number does not say. Owned by
 * the hart thread.
 *
 * @param reader has no effect that a guest can see
 * @param writer keeps fields that take only legal values to them, and tells the hart what else must be looked at; never
 *     called if the number says that the register is read-only
 * @param guard whether this privilege may access it, as fields of other registers have it; null if they don't ask
 * @param touchesInterrupts whether an access may let an interrupt in that was kept out or unknown before
 */
record Csr(
        LongSupplier reader, LongConsumer writer, @Nullable IntPredicate guard, boolean touchesInterrupts) {
    static Csr of(LongSupplier reader, LongConsumer writer) {
        return new Csr(reader, writer, null, false);
    }

    /** One of which a write changes nothing: where the number has it read-only, none comes. */
    static Csr of(LongSupplier reader) {
        return of(reader, value -> {});
    }

    static Csr constant(long value) {
        return of(() -> value);
    }

    /** One that nothing but a guest reads: it keeps the bits of {@code mask}, and is 0 at first. */
    static Csr held(long mask) {
        long[] held = new long[1];
        return of(() -> held[0], value -> held[0] = value & mask);
    }

    Csr guarded(IntPredicate guard) {
        return new Csr(reader, writer, guard, touchesInterrupts);
    }

    Csr touchingInterrupts() {
        return new Csr(reader, writer, guard, true);
    }

    boolean allows(int privilege) {
        return guard == null || guard.test(privilege);
    }

    long read() {
        return reader.getAsLong();
    }

    void write(long value) {
        writer.accept(value);
    }
}
