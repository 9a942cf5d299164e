package vesper.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.aot.CompileError;

@Timeout(120)
class BuildTest {
    private static byte[] bundled(String name) throws IOException {
        try (InputStream in = BuildTest.class.getResourceAsStream("/" + Build.FOLDER + "/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** In a process and a folder of its own. */
    @Test
    void anotherBuildGivesTheSameBytes(@TempDir Path dir) throws IOException, InterruptedException {
        Path project = Path.of("../..").toRealPath();
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        Build.class.getName(),
                        dir.toString(),
                        project.toString())
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, build.waitFor(), output);
        for (String name : List.of("vesper.elf", "vesper.img")) {
            assertArrayEquals(
                    bundled(name), Files.readAllBytes(dir.resolve(Build.FOLDER).resolve(name)), name);
        }
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void debuggersAreToldWhereTheSourcesAre() throws IOException {
        String elf = new String(bundled("vesper.elf"), StandardCharsets.ISO_8859_1);
        assertTrue(elf.contains("kernel/vesper/src/main/java/vesper/kernel/boot"));
        assertTrue(elf.contains("kernel/metal/src/main/java/vesper/metal"));
    }

    /** So that the kernel can map them with different rights. */
    @ParameterizedTest
    @ValueSource(strings = {"kernel", "hello", "segments"})
    void segmentsLieOnPagesOfTheirOwn(String name) throws IOException, CompileError {
        byte[] file = switch (name) {
            case "hello" -> Programs.hello();
            case "segments" -> Programs.segments();
            default -> bundled("vesper.elf");
        };
        ByteBuffer elf = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> flags = new ArrayList<>();
        long end = 0;
        for (int i = 0; i < elf.getShort(56); i++) {
            int at = 64 + 56 * i;
            flags.add(elf.getInt(at + 4));
            assertEquals(0, elf.getLong(at + 16) % 4096);
            assertEquals(elf.getLong(at + 16), elf.getLong(at + 24));
            assertTrue(elf.getLong(at + 16) >= end);
            end = elf.getLong(at + 16) + elf.getLong(at + 40);
        }
        assertEquals(List.of(5, 4, 6), flags);
        assertEquals(elf.getLong(64 + 16), elf.getLong(24), "it starts with its first instruction");
    }
}
