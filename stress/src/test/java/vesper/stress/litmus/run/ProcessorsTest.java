package vesper.stress.litmus.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ProcessorsTest {
    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().start(task);

    private static Integer count() {
        return Processors.ofThisThread().orElseThrow().count();
    }

    @Test
    void aPinnedThreadHasOneProcessorUntilItIsUnpinned() throws Exception {
        Optional<Processors> all = Processors.ofThisThread();
        assumeTrue(all.isPresent(), "the host does not tell processors");
        Processors processors = all.get();
        for (int number = 0; number < 2 * processors.count(); number++) {
            int pinned = number;
            assertEquals(
                    1,
                    CompletableFuture.supplyAsync(
                                    () -> {
                                        processors.pin(pinned);
                                        return count();
                                    },
                                    OWN_THREAD)
                            .get());
        }
        assertEquals(
                processors.count(),
                CompletableFuture.supplyAsync(
                                () -> {
                                    processors.pin(0);
                                    processors.unpin();
                                    return count();
                                },
                                OWN_THREAD)
                        .get());
        assertEquals(processors.count(), count(), "this thread");
    }
}
