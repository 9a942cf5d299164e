package vesper.kernel.guest;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param elf the image
 * @param harts how many
 * @param memory in MiB
 * @param disk an image for the last virtio slot, or none
 */
record Guest(Image elf, int harts, int memory, @Nullable Path disk) {
    /**
     * What it sent and how it ended.
     *
     * @param output without carriage returns
     * @param status the exit status, or -1 if it had to be stopped
     */
    record Run(String output, int status) {}

    /** Where a guest runs. */
    interface Machine {
        /** Until {@code last} has been sent or the guest powers off; whatever happens first. */
        Run run(Guest guest, String last) throws IOException, InterruptedException;
    }
}
