package vesper.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vesper.machine.BadInput;

/**
 * A serial line over a stream socket. As on QEMU, what the guest sends while nobody is connected is dropped, and a server
 * waits for the next one when its peer has gone.
 */
final class SocketLine implements SerialLine {
    /** Of a file's mode (POSIX): its type, and a socket's. */
    private static final int S_IFMT = 0170000;

    private static final int S_IFSOCK = 0140000;

    private final Serial.Socket socket;
    private final PrintStream err;

    // null for a client
    private final @Nullable ServerSocketChannel listener;

    // Set before the machine runs, then by the thread that reads; volatile, for the one that writes
    private volatile @Nullable SocketChannel peer;

    private SocketLine(
            Serial.Socket socket,
            PrintStream err,
            @Nullable ServerSocketChannel listener,
            @Nullable SocketChannel peer) {
        this.socket = socket;
        this.err = err;
        this.listener = listener;
        this.peer = peer;
    }

    /** Connects, or begins to listen. */
    static SocketLine open(Serial.Socket socket, PrintStream err) throws BadInput {
        try {
            SocketAddress address = address(socket);
            return socket.server()
                    ? new SocketLine(socket, err, listen(address), null)
                    : new SocketLine(socket, err, null, connect(socket, address));
        } catch (IOException | UnsupportedOperationException e) {
            throw new BadInput("-serial " + socket.address() + ": "
                    + (socket.server() ? "can't listen there" : "can't connect") + ": " + e.getMessage());
        }
    }

    private static SocketAddress address(Serial.Socket socket) throws IOException {
        return switch (socket.address()) {
            case Serial.Unix unix -> UnixDomainSocketAddress.of(unix.path());
            case Serial.Tcp tcp -> address(tcp, socket.server());
        };
    }

    private static SocketAddress address(Serial.Tcp tcp, boolean server) throws IOException {
        if (!tcp.host().isEmpty()) {
            return new InetSocketAddress(InetAddress.getByName(tcp.host()), tcp.port());
        }
        return server
                ? new InetSocketAddress(tcp.port())
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.port());
    }

    private static ServerSocketChannel listen(SocketAddress address) throws IOException {
        if (address instanceof UnixDomainSocketAddress unix) {
            removeStale(unix.getPath());
        }
        ServerSocketChannel listener = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            return listener.bind(address);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** The socket of a machine that was killed; any other file is left where it is, and is in the way. */
    private static void removeStale(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && ((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & S_IFMT) == S_IFSOCK) {
            Files.delete(path);
        }
    }

    private static SocketChannel connect(Serial.Socket socket, SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        prepare(channel, socket);
        return channel;
    }

    private static void prepare(SocketChannel channel, Serial.Socket socket) throws IOException {
        if (socket.noDelay() && socket.address() instanceof Serial.Tcp) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    @Override
    public void await() throws IOException {
        if (listener != null && socket.waits()) {
            err.println("vesper: -serial " + socket.address() + ": waiting for a connection");
            accept();
        }
    }

    private SocketChannel accept() throws IOException {
        if (listener == null) {
            throw new IOException("the peer has gone");
        }
        SocketChannel accepted = listener.accept();
        prepare(accepted, socket);
        peer = accepted;
        return accepted;
    }

    @Override
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            // waits for the next peer where one has gone; at the end when a client's has
            @Override
            public int read(byte[] into, int start, int length) throws IOException {
                while (true) {
                    SocketChannel now = peer;
                    int read = receive(now == null ? accept() : now, ByteBuffer.wrap(into, start, length));
                    if (read >= 0 || listener == null) {
                        return read;
                    }
                }
            }
        };
    }

    /** Returns -1 when the peer has gone; then there is none. */
    private int receive(SocketChannel from, ByteBuffer buffer) throws IOException {
        int read;
        try {
            read = from.read(buffer);
        } catch (IOException e) {
            read = -1; // reset by the peer, or closed with the machine: accept() says which
        }
        if (read < 0) {
            peer = null;
            from.close();
        }
        return read;
    }

    @Override
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int start, int length) {
                SocketChannel now = peer;
                ByteBuffer buffer = ByteBuffer.wrap(bytes, start, length);
                try {
                    while (now != null && buffer.hasRemaining()) {
                        now.write(buffer);
                    }
                } catch (IOException e) {
                    // the peer has gone: the thread that reads finds out
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        if (listener != null) {
            listener.close();
            if (socket.address() instanceof Serial.Unix unix) {
                Files.deleteIfExists(unix.path());
            }
        }
        SocketChannel now = peer;
        if (now != null) {
            now.close();
        }
    }
}
