package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Minix 3 can't hold is refused in one line that names it. */
class LimitsTest {
    private static final byte[] NOTHING = {};

    @TempDir
    Path dir;

    private static void assertRefused(String message, Executable what) {
        assertEquals(message, assertThrows(BadTree.class, what).getMessage());
    }

    @Test
    void aNameHasAtMost60Bytes() throws BadTree {
        String most = "\u00e4".repeat(30);
        MinixReader image =
                new MinixReader(MinixImage.builder().file(most, NOTHING).build().toBytes());
        assertTrue(image.tree().containsKey(most));
        String over = most + "x";
        assertRefused(
                over + ": its name has 61 bytes; Minix 3 names have at most 60",
                () -> MinixImage.builder().file(over, NOTHING));
    }

    @Test
    void aLongNameOnTheHostIsNamedWithItsPath() throws IOException {
        Path file = Files.createFile(dir.resolve("x".repeat(61)));
        assertRefused(
                file + ": its name has 61 bytes; Minix 3 names have at most 60",
                () -> MinixImage.builder().tree(dir));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", ".", "..", "a/../b", "a\0b"})
    void aPathIsNamesWithSlashesBetweenThem(String path) {
        assertRefused(path + ": not a path of names", () -> MinixImage.builder().file(path, NOTHING));
    }

    @Test
    void halfACharacterIsNoName() {
        assertThrows(BadTree.class, () -> MinixImage.builder().file("\ud800", NOTHING));
        assertThrows(BadTree.class, () -> MinixImage.builder().file("\ufffd", NOTHING));
    }

    @Test
    void aPathIsTakenOnce() throws BadTree {
        MinixImageBuilder builder = MinixImage.builder().file("a/b", NOTHING);
        assertRefused("a/b: is there already", () -> builder.file("a/b", NOTHING));
        assertRefused("a: is there already", () -> builder.file("a", NOTHING));
        assertRefused("a/b/c: b is not a folder", () -> builder.file("a/b/c", NOTHING));
    }

    @Test
    void aFileHasAtMost2GiBLessOneByte() throws BadTree {
        long most = Integer.MAX_VALUE;
        assertTrue(MinixImage.builder()
                        .file("f", new SparseFile().grow(most))
                        .build()
                        .size()
                > 0);
        MinixImageBuilder over = MinixImage.builder().file("f", new SparseFile().grow(most + 1));
        assertRefused("f: has 2147483648 bytes; Minix 3 files have at most 2147483647", over::build);
    }

    @Test
    void aFolderHasAtMost65528Folders() throws BadTree {
        MinixImageBuilder builder = MinixImage.builder();
        for (int i = 0; i < 65_528; i++) {
            builder.folder("many/" + i);
        }
        MinixReader image = new MinixReader(builder.build().toBytes());
        assertEquals(65_530, image.links(2));
        builder.folder("many/more");
        assertRefused("many: has 65529 folders; Minix 3 folders have at most 65528", builder::build);
    }

    @Test
    void anImageMayBeTooSmall() throws BadTree {
        MinixImageBuilder builder = MinixImage.builder().holes(false).file("f", new byte[20_000]);
        assertRefused(
                "an image of 20 KiB is too small: 22 KiB of files and folders, and 5 KiB for what finds them",
                builder.size(20_000)::build);
        assertRefused(
                "an image of 26 KiB is too small: 22 KiB of files and folders, and 5 KiB for what finds them",
                builder.size(26 * 1024)::build);
        MinixReader full = new MinixReader(builder.size(27 * 1024).build().toBytes());
        assertEquals(List.of(), Audit.problems(full));
    }

    @Test
    void anImageMayBeTooLarge() {
        BadTree refused = assertThrows(BadTree.class, MinixImage.builder().size(1L << 60)::build);
        assertEquals(
                "an image of 1125899906842624 KiB with 524288 inodes is too large:"
                        + " Minix 3 wants its data to begin below 64 MiB",
                refused.getMessage());
    }

    @Test
    void whatIsNoFolderIsRefused() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        assertRefused(file + ": not a folder", () -> MinixImage.write(file, dir.resolve("image")));
        Path missing = dir.resolve("missing");
        assertRefused(missing + ": no such folder", () -> MinixImage.write(missing, dir.resolve("image")));
    }

    @Test
    void aPipeIsRefused() throws IOException, InterruptedException {
        Path pipe = dir.resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertEquals(0, mkfifo.waitFor());
        assertRefused(
                pipe + ": neither a file nor a folder nor a symbolic link",
                () -> MinixImage.builder().tree(dir));
    }

    @Test
    void aFileWithoutTheRightToReadIsNamed() {
        BadTree refused = HostTree.unreadable("secret", new AccessDeniedException("secret"));
        assertEquals("secret: can't be read: no right to read it", refused.getMessage());
    }

    @Test
    void aFileThatShrinksMeanwhileIsNamedAndNoImageAppears() throws BadTree, IOException {
        Path folder = Files.createDirectory(dir.resolve("folder"));
        Path file = Files.write(folder.resolve("f"), new byte[] {1, 2, 3});
        MinixImage image = MinixImage.builder().tree(folder).build();
        Files.write(file, NOTHING);
        Path out = dir.resolve("image");
        assertRefused("f: can't be read: it became shorter while it was read", () -> image.write(out));
        assertFalse(Files.exists(out));
        assertFalse(Files.exists(dir.resolve("image.part")));
        Files.delete(file);
        assertRefused("f: can't be read: it went away", image::toBytes);
    }

    @Test
    void onlyPathsInTheImageHaveInodes() throws BadTree {
        MinixImage image = MinixImage.builder().file("a/b", NOTHING).build();
        assertEquals(1, image.inode(""));
        assertEquals(3, image.inode("a/b"));
        assertThrows(IllegalArgumentException.class, () -> image.inode("b"));
    }
}
