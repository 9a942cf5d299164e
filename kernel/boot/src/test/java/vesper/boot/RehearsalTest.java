package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
    void everyMachineOfItEndsWell() {
        assertEquals(0, new Rehearsal(streams).run(new String[0]));
        assertEquals("", errors.toString(StandardCharsets.UTF_8));
    }

    @Test
    void itTakesNoArguments() {
        assertEquals(2, new Rehearsal(streams).run(new String[] {"-smp"}));
        assertEquals("vesper: rehearse: Unknown option: '-smp'\n", errors.toString(StandardCharsets.UTF_8));
    }
}
