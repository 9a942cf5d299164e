package vesper.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of the host, as long as it was when it was found. */
record HostFile(Path path, long size) implements Content {
    @Override
    public Reader open() throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new Reader() {
            @Override
            public void read(long position, ByteBuffer into) throws IOException {
                for (long at = position; into.hasRemaining(); ) {
                    int count = channel.read(into, at);
                    if (count < 0) {
                        throw new IOException("it became shorter while it was read");
                    }
                    at += count;
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
