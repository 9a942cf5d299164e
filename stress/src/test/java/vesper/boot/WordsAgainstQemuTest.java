package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.stress.fuzz.Referee;

/** What {@code qemu-words.txt} says of QEMU is so: it takes what is taken, absent or strict here, and nothing else. */
class WordsAgainstQemuTest {
    private static final int COUNT = Integer.getInteger("vesper.word.lines", 40);

    @TempDir
    private Path dir;

    @Test
    void qemuTakesWhatTheListSaysThatItTakes() throws IOException, InterruptedException {
        Path qemu = Referee.require();
        for (String file : List.of("disk", "other")) {
            Files.write(dir.resolve(file), new byte[4096]);
        }
        Files.write(dir.resolve("raw"), new byte[] {0x6f, 0, 0, 0, 0, 0, 0, 0});
        List<ListedWords> all = new ArrayList<>(ListedWords.all());
        all.removeIf(
                line -> line.command().contains("@kernel.elf") || line.command().contains("@tree"));
        assertTrue(all.size() > 200, "lines: " + all.size());
        Collections.shuffle(all, new Random(COUNT));
        List<ListedWords> wrong = new ArrayList<>();
        for (ListedWords line : all.subList(0, Math.min(COUNT, all.size()))) {
            if (isTaken(qemu, line) != line.isTakenByQemu()) {
                wrong.add(line);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Whether QEMU has made its machine, and leaves it when it is told to on a socket, as what can be wrong is over. */
    private boolean isTaken(Path qemu, ListedWords line) throws IOException, InterruptedException {
        Path socket = dir.resolve("qmp");
        Files.deleteIfExists(socket);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            List<String> command = new ArrayList<>(List.of(qemu.toString(), "-M", "virt", "-display", "none"));
            line.words().forEach(word -> command.add(word.replace("@", dir + "/")));
            command.addAll(List.of("-S", "-qmp", "unix:" + socket));
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Thread.ofPlatform().daemon().start(() -> quit(server)); // ends with the server
            try {
                assertTrue(process.waitFor(30, TimeUnit.SECONDS), line.command());
                return process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void quit(ServerSocketChannel server) {
        try (SocketChannel qemu = server.accept()) {
            String commands = "{'execute': 'qmp_capabilities'} {'execute': 'quit'}";
            qemu.write(ByteBuffer.wrap(commands.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answers = ByteBuffer.allocate(1024);
            while (qemu.read(answers.clear()) >= 0) {}
        } catch (IOException e) {
            // QEMU has ended already: its exit status says why
        }
    }
}
