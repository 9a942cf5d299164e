package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RehearsalTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Streams streams = new Streams(
            new ByteArrayInputStream(new byte[] {1, 'x'}),
            new ByteArrayOutputStream(),
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            false);

    @Test
    void everyMachineOfItEndsWell() throws UsageError, IOException {
        assertEquals(0, new Rehearsal(streams).run(new String[0]));
        assertEquals("", errors.toString(StandardCharsets.UTF_8));
    }

    @Test
    void itTakesNoArguments() {
        assertThrows(UsageError.class, () -> new Rehearsal(streams).run(new String[] {"-smp"}));
    }
}
