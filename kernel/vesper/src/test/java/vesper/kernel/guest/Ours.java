package vesper.kernel.guest;

import java.io.IOException;
import java.util.List;
import vesper.machine.BadInput;
import vesper.machine.Disk;
import vesper.machine.Ending;
import vesper.machine.ImageFile;
import vesper.machine.Machine;
import vesper.machine.MachineConfig;

/** Our machine. */
final class Ours implements Guest.Machine {
    private static final int LAST_SLOT = 7;

    @Override
    public Guest.Run run(Guest guest, String last) throws IOException, InterruptedException {
        MachineConfig config = MachineConfig.builder()
                .harts(guest.harts())
                .memory((long) guest.memory() << 20)
                .kernel(new ImageFile("the kernel", guest.elf().elf()))
                .disks(guest.disk() == null ? List.of() : List.of(new Disk("", guest.disk(), true, false, LAST_SLOT)))
                .build();
        Awaited output = new Awaited(last);
        try (Machine machine = new Machine(config, output)) {
            output.onSeen(() -> machine.end(new Ending(0, "")));
            Ending ending = machine.run();
            return new Guest.Run(output.text(), output.hasSeen() ? -1 : ending.status());
        } catch (BadInput e) {
            throw new IOException(e);
        }
    }
}
