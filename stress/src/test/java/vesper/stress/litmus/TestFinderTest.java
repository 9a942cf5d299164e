package vesper.stress.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tests a command line means, and what reports call them. */
class TestFinderTest {
    @TempDir
    Path home = Path.of("");

    @BeforeEach
    void layOutSomeFiles() throws IOException {
        for (String file : List.of("b/two.litmus", "b/one.litmus", "a/deep/three.litmus", "a/notes.txt")) {
            Path path = home.resolve(file);
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, Texts.STORE_BUFFERING);
        }
        Files.createDirectories(home.resolve("empty"));
    }

    private List<String> paths(String... arguments) throws BadInputException {
        return TestFinder.find(List.of(arguments)).stream().map(TestFile::path).toList();
    }

    private String error(String argument) {
        String message = String.valueOf(
                assertThrows(BadInputException.class, () -> paths(argument)).getMessage());
        return message.replace(home.toString(), "HOME");
    }

    private Path index(String name, String... lines) throws IOException {
        return Files.write(home.resolve(name), List.of(lines));
    }

    @Test
    void folderMeansAllTestsBelowItByPathsRelativeToIt() throws BadInputException {
        assertEquals(List.of("a/deep/three.litmus", "b/one.litmus", "b/two.litmus"), paths(home.toString()));
    }

    @Test
    void fileIsCalledAsGiven() throws BadInputException {
        String file = home.resolve("b/one.litmus").toString();
        assertEquals(List.of(file), paths(file));
    }

    @Test
    void indexNamesFilesFoldersAndIndicesRelativeToItself() throws IOException, BadInputException {
        index("b/@inner", "one.litmus");
        Path outer = index("@outer", "# all of them", "", "b/two.litmus  # first", "b/@inner", "a");
        List<String> expected = List.of("b/two.litmus", "b/one.litmus", "a/deep/three.litmus");
        assertEquals(expected, paths(outer.toString()));
        assertTrue(
                TestFinder.find(List.of(outer.toString())).stream().allMatch(test -> Files.isRegularFile(test.file())));
    }

    @Test
    void anyFileIsAnIndexBehindAnAt() throws IOException, BadInputException {
        Path list = index("list", "b/one.litmus");
        assertEquals(List.of("b/one.litmus"), paths("@" + list));
    }

    @Test
    void indexThatNamesWhatIsNotThereIsRefusedWithItsLine() throws IOException {
        index("@bad", "b/one.litmus", "b/four.litmus");
        assertEquals(
                "HOME/@bad:2: expected a file or folder, found 'b/four.litmus'",
                error(home.resolve("@bad").toString()));
    }

    @Test
    void indexThatIsPartOfItselfIsRefused() throws IOException {
        index("@loop", "@again");
        index("@again", "@loop");
        assertEquals(
                "HOME/@loop: an index that is part of itself",
                error(home.resolve("@loop").toString()));
    }

    @Test
    void nothingToBeFoundIsRefused() throws IOException {
        assertEquals(
                "HOME/empty: no .litmus file in it", error(home.resolve("empty").toString()));
        assertEquals("HOME/no: no such file or folder", error(home.resolve("no").toString()));
        assertEquals(
                "HOME/@none: no .litmus file in it",
                error(index("@none", "# nothing").toString()));
    }

    @Test
    void shardsPartTheTests() throws BadInputException {
        List<TestFile> tests = IntStream.range(0, 10)
                .mapToObj(i -> new TestFile("t" + i, Path.of("t" + i)))
                .toList();
        assertEquals(tests, TestFinder.shard(tests, "1/1"));
        assertEquals(
                List.of("t0", "t3", "t6", "t9"),
                TestFinder.shard(tests, "1/3").stream().map(TestFile::path).toList());
        assertEquals(
                List.of("t2", "t5", "t8"),
                TestFinder.shard(tests, "3/3").stream().map(TestFile::path).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "3/2", "1", "1/0", "a/b", "-1/2", "1/99999999999"})
    void shardThatIsNoneIsRefused(String shard) {
        assertThrows(BadInputException.class, () -> TestFinder.shard(List.of(), shard));
    }
}
