package vesper.kernel.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Output that says when a text has been in it. */
final class Awaited extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String last;
    private Runnable seen = () -> {};

    Awaited(String last) {
        this.last = last;
    }

    void onSeen(Runnable action) {
        seen = action;
    }

    @Override
    public synchronized void write(int value) {
        bytes.write(value);
        if (value == last.charAt(last.length() - 1) && hasSeen()) {
            seen.run();
        }
    }

    synchronized boolean hasSeen() {
        return all().contains(last);
    }

    /** Everything up to the text awaited, without carriage returns. */
    synchronized String text() {
        String all = all();
        int at = all.indexOf(last);
        return at < 0 ? all : all.substring(0, at + last.length());
    }

    private String all() {
        return bytes.toString(UTF_8).replace("\r", "");
    }
}
