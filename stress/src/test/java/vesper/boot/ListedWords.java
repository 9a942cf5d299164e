package vesper.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A line of {@code qemu-words.txt}.
 *
 * @param verdict what becomes of it here and on QEMU
 * @param command its words
 * @param refusal what is said where it is refused here
 */
record ListedWords(String verdict, String command, String refusal) {
    private static final Path FILE = Path.of("../kernel/boot/src/test/resources/vesper/boot/qemu-words.txt");

    static List<ListedWords> all() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> line.contains("|") && !line.startsWith("#"))
                .map(ListedWords::of)
                .toList();
    }

    private static ListedWords of(String line) {
        String[] columns = line.split("\\|", 3);
        return new ListedWords(columns[0].strip(), columns[1].strip(), columns.length < 3 ? "" : columns[2].strip());
    }

    List<String> words() {
        return List.of(command.split(" ", -1));
    }

    boolean isRefusedHereAlone() {
        return verdict.equals("absent") || verdict.equals("strict");
    }

    boolean isTakenByQemu() {
        return isRefusedHereAlone() || verdict.equals("taken");
    }
}
