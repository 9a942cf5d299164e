package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What went in comes out, byte for byte and hole for hole, and nothing else is there. */
class ReadBackTest {
    private static final long FIRST_SINGLE = 7 * 1024;
    private static final long FIRST_DOUBLE = (7 + 256) * 1024;
    private static final long FIRST_TRIPLE = (7 + 256 + 65_536) * 1024L;

    private static Arbitrary<Islands> files(long longest) {
        Arbitrary<Long> border = Arbitraries.of(0L, FIRST_SINGLE, FIRST_DOUBLE, FIRST_TRIPLE);
        Arbitrary<Long> position = Arbitraries.oneOf(
                border.flatMap(at -> Arbitraries.longs().between(Math.max(0, at - 3_000), at + 3_000)),
                Arbitraries.longs().between(0, longest - 10_000));
        Arbitrary<Islands.Island> island = Combinators.combine(
                        position, Arbitraries.integers().between(0, 5_000), Arbitraries.longs())
                .as(Islands.Island::new);
        return Combinators.combine(
                        island.list().ofMaxSize(5), Arbitraries.longs().between(0, 4_000))
                .as(Islands::new);
    }

    /** A name with an underscore at its end is a file's, so that none is wanted for both a file and a folder. */
    private static Arbitrary<Map<String, Islands>> trees(Arbitrary<String> name, Arbitrary<Islands> file, int most) {
        Arbitrary<String> folder = Arbitraries.of("", "d/", "d/e/", "d/e/f/g/", "other/", "x".repeat(60) + "/");
        Arbitrary<String> path = Combinators.combine(folder, name).as((where, what) -> where + what + "_");
        return Arbitraries.maps(path, file).ofMaxSize(most);
    }

    @Provide
    Arbitrary<Map<String, Islands>> treesInMemory() {
        Arbitrary<String> name = Arbitraries.strings()
                .withCharRange(' ', '.')
                .withCharRange('0', '~')
                .withCharRange('\u00e4', '\u00ff')
                .withCharRange('\u4e00', '\u4e80')
                .ofMaxLength(19);
        return trees(name, files(Integer.MAX_VALUE), 25);
    }

    /** Fewer and shorter ones, since the host's zeros must be read; and no names that a locale could spoil. */
    @Provide
    Arbitrary<Map<String, Islands>> treesOfTheHost() {
        return trees(Arbitraries.strings().alpha().numeric().withChars(". #").ofMaxLength(59), files(80_000_000), 6);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aTreeInMemoryComesBack(@ForAll("treesInMemory") Map<String, Islands> tree) throws BadTree {
        MinixImageBuilder builder = MinixImage.builder();
        for (Map.Entry<String, Islands> file : tree.entrySet()) {
            builder.file(file.getKey(), file.getValue().inMemory());
        }
        MinixImage image = builder.build();
        MinixReader reader = new MinixReader(image.toBytes());
        assertHolds(reader, tree);
        reader.tree().forEach((path, inode) -> assertEquals(inode, image.inode(path)));
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void aFolderOfTheHostComesBack(@ForAll("treesOfTheHost") Map<String, Islands> tree) throws BadTree, IOException {
        Path scratch = Files.createTempDirectory("minix");
        try {
            Path folder = Files.createDirectory(scratch.resolve("folder"));
            for (Map.Entry<String, Islands> file : tree.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                file.getValue().write(path);
            }
            Path image = scratch.resolve("image");
            MinixImage.write(folder, image);
            assertHolds(MinixReader.of(image), tree);
        } finally {
            Scratch.delete(scratch);
        }
    }

    private static void assertHolds(MinixReader reader, Map<String, Islands> tree) {
        assertEquals(List.of(), Audit.problems(reader));
        SortedMap<String, Integer> found = reader.tree();
        assertEquals(pathsOf(tree), found.keySet());
        found.forEach((path, inode) -> {
            Islands file = tree.get(path);
            assertEquals(file == null ? 0040_755 : 0100_644, reader.mode(inode), path);
            if (file != null) {
                assertEquals(file.size(), reader.size(inode), path);
                SortedMap<Long, byte[]> blocks = reader.blocks(inode);
                assertEquals(file.blocks().keySet(), blocks.keySet(), path);
                file.blocks().forEach((block, bytes) -> assertArrayEquals(bytes, blocks.get(block), path));
            }
        });
    }

    private static Set<String> pathsOf(Map<String, Islands> tree) {
        Set<String> paths = new TreeSet<>(tree.keySet());
        for (String path : tree.keySet()) {
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                paths.add(path.substring(0, slash));
            }
        }
        return paths;
    }
}
