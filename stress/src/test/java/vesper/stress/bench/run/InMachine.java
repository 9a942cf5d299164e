package vesper.stress.bench.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import vesper.isa.ElfWriter;
import vesper.isa.Program;
import vesper.machine.BadInput;
import vesper.machine.Ending;
import vesper.machine.ImageFile;
import vesper.machine.Machine;
import vesper.machine.MachineConfig;

/** Runs guests on our machine in this process. */
final class InMachine {
    private InMachine() {}

    /** To the end, on a board with so many harts. */
    static GuestRun run(Program program, int harts) throws RunFailure, BadInput, InterruptedException {
        MachineConfig config = MachineConfig.builder()
                .harts(harts)
                .kernel(new ImageFile("a guest", ElfWriter.write(program)))
                .build();
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (Machine machine = new Machine(config, console)) {
            Ending ending = machine.run();
            GuestOutput output = new GuestOutput(() -> 0, () -> 0);
            for (String line :
                    console.toString(StandardCharsets.US_ASCII).lines().toList()) {
                output.take(line);
            }
            return output.finish(ending.status());
        }
    }
}
