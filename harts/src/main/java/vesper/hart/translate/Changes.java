package vesper.hart.translate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Guest code that was rewritten after it had been translated: what changes again and again is left to the interpreter,
 * so that it does not take its surroundings along. After a while it gets another chance, because a kernel that loads one
 * program over another rewrites code too. Any thread.
 */
final class Changes {
    private static final int MANY = 2;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final int MAX_KEPT = 4096;

    private record Seen(int times, long lastNanos) {}

    private final Map<Long, Seen> byRamOffset = new ConcurrentHashMap<>();

    /** A halfword of code was found changed. */
    void add(long ramOffset, long now) {
        if (byRamOffset.size() >= MAX_KEPT) {
            byRamOffset.clear();
        }
        byRamOffset.merge(
                ramOffset, new Seen(1, now), (old, fresh) -> isOld(old, now) ? fresh : new Seen(old.times() + 1, now));
    }

    /** Whether the halfword was rewritten so often lately that it shall not be part of a region. */
    boolean areMany(long ramOffset, long now) {
        Seen seen = byRamOffset.get(ramOffset);
        return seen != null && seen.times() >= MANY && !isOld(seen, now);
    }

    private static boolean isOld(Seen seen, long now) {
        return now - seen.lastNanos() > PATIENCE_NANOS;
    }
}
