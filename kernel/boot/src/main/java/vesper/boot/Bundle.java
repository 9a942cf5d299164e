package vesper.boot;

import java.io.IOException;
import java.io.InputStream;
import vesper.machine.ImageFile;

/**
 * The kernel and the disk that come with Vesper, made when it was built. They are found by name: the command is compiled
 * without them.
 */
final class Bundle {
    private static final String FOLDER = "vesper/kernel/";

    private Bundle() {}

    static ImageFile kernel() throws UsageError {
        return read("vesper.elf");
    }

    static ImageFile disk() throws UsageError {
        return read("vesper.img");
    }

    private static ImageFile read(String name) throws UsageError {
        try (InputStream in = Bundle.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new UsageError("no kernel came with this build; give one with -kernel");
            }
            return new ImageFile("the bundled " + name, in.readAllBytes());
        } catch (IOException e) {
            throw new UsageError("the bundled " + name + " can't be read: " + e.getMessage());
        }
    }
}
