package vesper.stress.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static Transcript of(String command, String... output) {
        return new Transcript(Path.of("page.md"), 1, command, List.of(output));
    }

    @Test
    void everyLineCounts() {
        Transcript transcript = of("./vesper mkfs d f", "d: 23 KiB, 1 files", "bye");
        assertTrue(transcript.isSo("d: 23 KiB, 1 files\n\nbye\r\n"));
        assertFalse(transcript.isSo("d: 24 KiB, 1 files\nbye\n"));
        assertFalse(transcript.isSo("d: 23 KiB, 1 files\n"));
        assertFalse(transcript.isSo("d: 23 KiB, 1 files\nhm\nbye\n"));
        assertFalse(transcript.isSo("d: 23 KiB, 1 files\nbye\nhm\n"));
    }

    @Test
    void numbersOfWhatRacesAreAnyNumbers() {
        Transcript transcript = of("./vesper -stats", "up 7 s, 7 pings", "...", "0.5 s powered on");
        assertTrue(transcript.isSo("up 12 s, 1 ping\nhart-0 12\n1.25 s powered on\n"));
        assertTrue(transcript.isSo("up 12 s, 1 ping\n1.25 s powered on\n"));
        assertFalse(transcript.isSo("up 12 s, 1 pong\n1.25 s powered on\n"));
        assertFalse(transcript.isSo("up 12 s, 1 ping\n1.25 s powered off\n"));
    }

    @Test
    void progressIsToldOnlyBySlowHosts() {
        assertTrue(of("./vesper litmus x", "Ok").isSo("7/9 tests, 2 s, about 3 s left\nOk\n"));
        assertTrue(
                of("./vesper litmus -n 9 x", "3/9 tests, 2 s, about 4 s left").isSo("0/9 tests, 2 s\n"));
        assertFalse(of("./vesper litmus x", "0/9 tests, 2 s", "Ok").isSo("Ok\n"));
    }

    @Test
    void aBlockHasSeveralCommands() {
        List<Document.Line> lines = List.of(
                new Document.Line(1, false, "So:"),
                new Document.Line(3, true, "$ mkdir folder"),
                new Document.Line(4, true, "$ ls"),
                new Document.Line(5, true, "folder"),
                new Document.Line(7, false, "Then:"),
                new Document.Line(9, true, "int x;"),
                new Document.Line(11, false, ""));
        List<List<Transcript>> blocks = Transcript.of(new Document(Path.of("page.md"), lines));
        assertEquals(1, blocks.size());
        assertEquals(
                List.of(false, true),
                blocks.getFirst().stream().map(Transcript::isShown).toList());
        assertEquals("page.md:4: ls", blocks.getFirst().getLast().toString());
    }
}
