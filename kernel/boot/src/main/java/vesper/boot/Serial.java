package vesper.boot;

import java.nio.file.Path;

/** What the board's serial port is connected to. */
sealed interface Serial {
    /**
     * The standard streams.
     *
     * @param signals whether the terminal's keys for signals act on the host (Ctrl-C ends the command); otherwise they
     *     go to the guest
     * @param escapes whether Ctrl-A begins a key for the machine
     */
    record Stdio(boolean signals, boolean escapes) implements Serial {}

    /** Nothing. */
    record Nowhere() implements Serial {}

    /**
     * Output to a file.
     *
     * @param append whether what is there stays
     */
    record ToFile(Path file, boolean append) implements Serial {}

    /**
     * A stream socket.
     *
     * @param server whether it waits to be connected to, rather than connecting
     * @param waits whether a server's machine starts when somebody has connected
     * @param noDelay whether TCP sends each byte at once
     */
    record Socket(Address address, boolean server, boolean waits, boolean noDelay) implements Serial {}

    /** Where a socket is. */
    sealed interface Address {}

    /**
     * An Internet address.
     *
     * @param host empty for all of this host's as a server, for this host as a client
     */
    record Tcp(String host, int port) implements Address {
        @Override
        public String toString() {
            return "tcp:" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A socket in the file system. */
    record Unix(Path path) implements Address {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
