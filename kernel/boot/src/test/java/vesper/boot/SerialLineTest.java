package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
import static vesper.isa.Register.T3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;
import vesper.machine.MemoryMap;

/** A guest that echoes up to a line's end, at the other end of files and sockets. */
@Timeout(60)
class SerialLineTest {
    @TempDir
    private Path dir;

    private String kernel = "";

    @BeforeEach
    void writeKernel() throws IOException {
        Assembler a = new Assembler();
        a.li(T0, MemoryMap.UART.base());
        a.li(T3, '\n');
        a.label("next");
        a.lbu(T1, 5, T0);
        a.andi(T1, T1, 1); // LSR: data ready
        a.beqz(T1, "next");
        a.lbu(T2, 0, T0);
        a.sb(T2, 0, T0);
        a.bne(T2, T3, "next");
        a.li(T0, MemoryMap.FINISHER.base());
        a.li(T1, 0x5555);
        a.sw(T1, 0, T0);
        a.label("end");
        a.j("end");
        Path file = dir.resolve("echo.elf");
        Files.write(file, ElfWriter.write(a.assemble(MemoryMap.RAM_BASE)));
        kernel = file.toString();
    }

    private FutureTask<CommandRun> start(String serial) {
        FutureTask<CommandRun> run = new FutureTask<>(() -> CommandRun.of("-kernel", kernel, "-serial", serial));
        Thread.ofPlatform().daemon().start(run);
        return run;
    }

    /** Once the machine listens. */
    private static SocketChannel connect(SocketAddress address) throws IOException, InterruptedException {
        while (true) {
            try {
                return SocketChannel.open(address);
            } catch (SocketException e) {
                Thread.sleep(5); // nobody listens yet, or there is no file
            }
        }
    }

    private static void send(SocketChannel peer, String text) throws IOException {
        peer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String receive(SocketChannel peer, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && peer.read(buffer) >= 0) {}
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    @Test
    void aServerOnTcpWaitsForItsPeer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        FutureTask<CommandRun> run = start("tcp:127.0.0.1:" + port + ",server=on,nodelay=on");
        try (SocketChannel peer = connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            send(peer, "hello\n");
            assertEquals("hello\n", receive(peer, 100));
        }
        assertEquals(
                new CommandRun(0, "", "vesper: -serial tcp:127.0.0.1:" + port + ": waiting for a connection\n"),
                run.get());
    }

    @Test
    void aServerThatDoesNotWaitTakesOnePeerAfterTheOther() throws Exception {
        Path socket = dir.resolve("console");
        FutureTask<CommandRun> run = start("unix:" + socket + ",server,nowait");
        try (SocketChannel peer = connect(UnixDomainSocketAddress.of(socket))) {
            send(peer, "one");
            assertEquals("one", receive(peer, 3));
        }
        try (SocketChannel peer = connect(UnixDomainSocketAddress.of(socket))) {
            send(peer, "two\n");
            assertEquals("two\n", receive(peer, 100));
        }
        assertEquals(new CommandRun(0, "", ""), run.get());
        assertFalse(Files.exists(socket));
    }

    @Test
    void aClientConnects() throws Exception {
        Path socket = dir.resolve("console");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            FutureTask<CommandRun> run = start("unix:" + socket);
            try (SocketChannel peer = server.accept()) {
                send(peer, "hello\n");
                assertEquals("hello\n", receive(peer, 100));
            }
            assertEquals(new CommandRun(0, "", ""), run.get());
        }
    }

    @Test
    void aSocketLeftOverIsReplacedAndAnotherFileIsNot() throws Exception {
        Path socket = dir.resolve("console");
        try (ServerSocketChannel old = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            old.bind(UnixDomainSocketAddress.of(socket));
        }
        FutureTask<CommandRun> run = start("unix:" + socket + ",server=on");
        try (SocketChannel peer = connect(UnixDomainSocketAddress.of(socket))) {
            send(peer, "\n");
            assertEquals("\n", receive(peer, 100));
        }
        assertEquals(0, run.get().status());
        Files.writeString(socket, "precious");
        assertEquals(2, start("unix:" + socket + ",server=on").get().status());
        assertEquals("precious", Files.readString(socket));
    }

    @Test
    void aFileIsBegunAnewOrGoesOn() throws IOException {
        Path file = dir.resolve("console");
        Files.writeString(file, "old\n");
        String chardev = "file,id=con,path=" + file + ",append=on";
        firstGuest("-chardev", chardev, "-serial", "chardev:con");
        assertEquals("old", Files.readString(file).lines().findFirst().orElse(""), "appended");
        firstGuest("-serial", "file:" + file);
        assertEquals(
                "Hello from hart 0 of 1.",
                Files.readString(file).lines().findFirst().orElse(""));
    }

    private static void firstGuest(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = "-first-guest";
        assertEquals(new CommandRun(0, "", ""), CommandRun.of(all));
    }
}
