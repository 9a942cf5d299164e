package vesper.aot.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFoldersTest {
    @Test
    void aSourceFileIsFoundInTheFirstFolderThatHasIt(@TempDir Path project) throws IOException {
        for (String file : List.of("a/x/One.java", "b/x/One.java", "b/x/Two.java")) {
            Path path = project.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
        SourceFolders folders = new SourceFolders(project, List.of("a", "b"));
        assertEquals("a/x/One.java", folders.apply("x/One.java"));
        assertEquals("b/x/Two.java", folders.apply("x/Two.java"));
        assertEquals("x/Three.java", folders.apply("x/Three.java"));
    }
}
