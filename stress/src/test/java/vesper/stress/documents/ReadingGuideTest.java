package vesper.stress.documents;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadingGuideTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^## .*\\((\\d+) minutes\\)");

    @Test
    void itsPartsTakeTheTwoHoursThatItSays() throws IOException {
        String guide = Files.readString(Document.ROOT.resolve("docs").resolve("reading-guide.md"));
        int minutes = HEADING.matcher(guide)
                .results()
                .mapToInt(heading -> Integer.parseInt(heading.group(1)))
                .sum();
        assertTrue(guide.contains("A walk of two hours") && Math.abs(minutes - 120) <= 10, minutes + " minutes");
    }
}
