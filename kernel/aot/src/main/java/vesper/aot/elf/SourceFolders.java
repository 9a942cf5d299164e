package vesper.aot.elf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Finds source files below a project's folder, so that debuggers started there find them as well and two builds in
 * different places are alike.
 */
public final class SourceFolders implements UnaryOperator<String> {
    private final Path project;
    private final List<String> folders;
    private final Map<String, String> found = new HashMap<>();

    /**
     * Looks in some folders.
     *
     * @param folders of sources, relative to {@code project} and with slashes, such as {@code kernel/metal/src/main/java}
     */
    public SourceFolders(Path project, List<String> folders) {
        this.project = project;
        this.folders = List.copyOf(folders);
    }

    /** The path of a source file relative to the project, or as it is if it is in no folder. */
    @Override
    public String apply(String file) {
        return found.computeIfAbsent(
                file,
                name -> folders.stream()
                        .map(folder -> folder + "/" + name)
                        .filter(path -> Files.isRegularFile(project.resolve(path)))
                        .findFirst()
                        .orElse(name));
    }
}
