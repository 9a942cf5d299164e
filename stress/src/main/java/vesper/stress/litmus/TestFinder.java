package vesper.stress.litmus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tests that a command line means.
 *
 * <p>A folder means all {@code .litmus} files below it, in the order of their paths. An index is a text file whose name
 * begins with {@code @}, or any that is given with an {@code @} before its path; each of its lines names a test, a folder
 * or another index, relative to itself, and {@code #} begins a comment.
 */
final class TestFinder {
    private static final String SUFFIX = ".litmus";
    private static final Pattern SHARD = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    private final List<TestFile> tests = new ArrayList<>();

    /** The indices that are being read, from the outermost on. */
    private final Set<Path> open = new LinkedHashSet<>();

    private TestFinder() {}

    /**
     * Finds the tests.
     *
     * @param arguments files, folders and indices
     * @throws BadInputException if one is missing, or a folder or index has no test
     */
    static List<TestFile> find(List<String> arguments) throws BadInputException {
        TestFinder finder = new TestFinder();
        for (String argument : arguments) {
            int before = finder.tests.size();
            finder.add(argument);
            if (finder.tests.size() == before) {
                throw new BadInputException(argument + ": no " + SUFFIX + " file in it");
            }
        }
        return List.copyOf(finder.tests);
    }

    /**
     * The tests that belong to one of several runs that share the work.
     *
     * @param shard {@code I/N}: of each N tests in a row the I-th, counted from 1
     */
    static List<TestFile> shard(List<TestFile> tests, String shard) throws BadInputException {
        Matcher matcher = SHARD.matcher(shard);
        int part = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        int parts = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (part < 1 || part > parts) {
            throw new BadInputException("--shard " + shard + ": expected I/N with I from 1 to N, such as 1/2 and 2/2");
        }
        return IntStream.range(0, tests.size())
                .filter(i -> i % parts == part - 1)
                .mapToObj(tests::get)
                .toList();
    }

    private void add(String argument) throws BadInputException {
        Path path = Path.of(argument);
        if (!Files.exists(path) && argument.startsWith("@")) {
            path = Path.of(argument.substring(1));
            if (Files.isRegularFile(path)) {
                index(path, "");
                return;
            }
        }
        if (!Files.exists(path)) {
            throw new BadInputException(argument + ": no such file or folder");
        }
        if (Files.isDirectory(path)) {
            folder(path, "");
        } else if (isIndex(path)) {
            index(path, "");
        } else {
            tests.add(new TestFile(argument, path));
        }
    }

    private static boolean isIndex(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith("@");
    }

    private void folder(Path folder, String prefix) throws BadInputException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                    .map(file -> new TestFile(prefix + relative(folder, file), file))
                    .sorted(Comparator.comparing(TestFile::path))
                    .forEach(tests::add);
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be read: " + e.getMessage());
        }
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private void index(Path index, String prefix) throws BadInputException {
        Path real = index.toAbsolutePath().normalize();
        if (!open.add(real)) {
            throw new BadInputException(index + ": an index that is part of itself");
        }
        List<String> lines = lines(index);
        for (int i = 0; i < lines.size(); i++) {
            String entry = lines.get(i).replaceFirst("#.*", "").strip();
            if (!entry.isEmpty()) {
                entry(index, i + 1, entry, prefix);
            }
        }
        open.remove(real);
    }

    private static List<String> lines(Path index) throws BadInputException {
        try {
            return new String(Files.readAllBytes(index), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new BadInputException(index + ": cannot be read: " + e.getMessage());
        }
    }

    private void entry(Path index, int line, String entry, String prefix) throws BadInputException {
        Path path = index.resolveSibling(entry);
        if (!Files.exists(path)) {
            throw new BadInputException("%s:%d: expected a file or folder, found '%s'".formatted(index, line, entry));
        }
        if (Files.isDirectory(path)) {
            folder(path, prefix + entry.replaceFirst("/*$", "/"));
        } else if (isIndex(path)) {
            index(path, prefix + entry.substring(0, entry.lastIndexOf('/') + 1));
        } else {
            tests.add(new TestFile(prefix + entry, path));
        }
    }
}
