package vesper.boot;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import vesper.machine.BadInput;

/** What the serial port is connected to, open. */
interface SerialLine extends AutoCloseable {
    /** What the guest sends goes here. */
    OutputStream out();

    /** What the guest gets; at its end at once where nothing can come. */
    InputStream in();

    /** Once all else that can be wrong has been looked at: waits until somebody is there, if that was asked for. */
    default void await() throws IOException {}

    @Override
    void close() throws IOException;

    /** Opens it. */
    static SerialLine open(Serial serial, Streams streams) throws BadInput {
        if (serial instanceof Serial.Socket socket) {
            return SocketLine.open(socket, streams.err());
        }
        if (serial instanceof Serial.ToFile file) {
            return OutputFile.isStandardOutput(file.file())
                    ? of(InputStream.nullInputStream(), streams.out(), false)
                    : of(InputStream.nullInputStream(), open(file), true);
        }
        return serial instanceof Serial.Stdio
                ? of(streams.in(), streams.out(), false)
                : of(InputStream.nullInputStream(), OutputStream.nullOutputStream(), false);
    }

    private static OutputStream open(Serial.ToFile file) throws BadInput {
        try {
            return new FileOutputStream(file.file().toFile(), file.append());
        } catch (IOException e) {
            throw new BadInput("-serial file:" + file.file() + ": can't be written");
        }
    }

    private static SerialLine of(InputStream in, OutputStream out, boolean owned) {
        return new SerialLine() {
            @Override
            public OutputStream out() {
                return out;
            }

            @Override
            public InputStream in() {
                return in;
            }

            @Override
            public void close() throws IOException {
                if (owned) {
                    out.close();
                }
            }
        };
    }
}
