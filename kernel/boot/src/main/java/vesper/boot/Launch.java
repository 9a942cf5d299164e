package vesper.boot;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.machine.MachineConfig;

/**
 * What a command line asks for.
 *
 * @param config the machine
 * @param serial where its console goes
 * @param stats whether to say at exit what the harts did
 * @param dumpDtb where to write the device tree instead of running; null to run
 * @param notes what to say to the user before, a line each
 */
record Launch(
        MachineConfig config,
        Serial serial,
        boolean stats,
        @Nullable Path dumpDtb,
        List<String> notes) {}
