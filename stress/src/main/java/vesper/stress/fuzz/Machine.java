package vesper.stress.fuzz;

import java.io.IOException;

/** Something that runs an {@link Image}. */
interface Machine extends AutoCloseable {
    /** Starts from the image's RAM as it is, with {@link Layout#NEXT} set to {@code next}. */
    void start(Image image, int next) throws IOException;

    /** The number of the first case not finished yet. */
    int next();

    /** Whether it still runs. */
    boolean alive();

    /** Once it is not {@link #alive}: how it ended, on one line. */
    String epitaph() throws IOException;

    void stop() throws IOException;

    /** Once it is stopped: what a case did. */
    Outcome outcome(int index);

    @Override
    void close() throws IOException;
}
