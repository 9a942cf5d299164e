package vesper.hart.translate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which code is left to the interpreter because it is rewritten all the time. */
class ChangesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HERE = 0x1000;

    private final Changes changes = new Changes();

    @Test
    void codeThatChangedOnceMayBeTranslatedAgain() {
        changes.add(HERE, 0);
        assertFalse(changes.areMany(HERE, 0));
    }

    @Test
    void codeThatChangedTwiceInARowIsLeftToTheInterpreter() {
        changes.add(HERE, 0);
        changes.add(HERE, SECOND);
        assertTrue(changes.areMany(HERE, 2 * SECOND));
        assertFalse(changes.areMany(HERE + 2, 2 * SECOND));
    }

    @Test
    void afterAWhileItGetsAnotherChance() {
        changes.add(HERE, 0);
        changes.add(HERE, SECOND);
        assertFalse(changes.areMany(HERE, 12 * SECOND));
        changes.add(HERE, 12 * SECOND);
        assertFalse(changes.areMany(HERE, 12 * SECOND));
    }

    @Test
    void endlessChangesDoNotFillTheHeap() {
        for (long at = 0; at < 100_000; at += 2) {
            changes.add(at, 0);
            changes.add(at, 0);
        }
        assertFalse(changes.areMany(0, 0));
        assertTrue(changes.areMany(99_998, 0));
    }
}
