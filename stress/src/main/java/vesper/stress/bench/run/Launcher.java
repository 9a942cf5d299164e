package vesper.stress.bench.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the launcher that the user starts. */
public final class Launcher {
    private Launcher() {}

    /** The file {@code vesper} beside the {@code pom.xml} of the folders that this class was loaded from, or none. */
    public static Optional<Path> find() {
        Path place;
        try {
            place = Path.of(Launcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        for (Path folder = place.getParent(); folder != null; folder = folder.getParent()) {
            Path launcher = folder.resolve("vesper");
            if (Files.isRegularFile(launcher)
                    && Files.isExecutable(launcher)
                    && Files.exists(folder.resolve("pom.xml"))) {
                return Optional.of(launcher);
            }
        }
        return Optional.empty();
    }

    /** Has a launcher build what it builds at its first use, so that no run is charged for it. */
    public static void prepare(Side ours) throws RunFailure, InterruptedException {
        try {
            Process process = new ProcessBuilder(ours.command(List.of("-version")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int status = process.waitFor();
            if (status != 0) {
                throw new RunFailure(ours.name() + " -version ended with status " + status);
            }
        } catch (IOException e) {
            throw new RunFailure(ours.name() + " can't be started: " + e.getMessage());
        }
    }
}
