package vesper.stress.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vesper.isa.ElfWriter;
import vesper.stress.bench.guest.Frame;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Mode;

/** A guest, how it is to run, and how much work it does. */
public record Job(Guest guest, Mode mode, int harts, long rounds, int laps) {
    /** The guest's time for a lap on QEMU, about. */
    public static final double LAP_SECONDS = 0.05;

    /** How many laps are about so many seconds on QEMU; at least two, so that one half can be the steady one. */
    public static int laps(double seconds) {
        return (int) Math.max(2, Math.round(seconds / LAP_SECONDS));
    }

    Job withRounds(long other) {
        return new Job(guest, mode, harts, other, laps);
    }

    Job withLaps(int other) {
        return new Job(guest, mode, harts, rounds, other);
    }

    /** Writes the ELF that all sides run. */
    Path writeInto(Path folder) throws RunFailure {
        Path elf = folder.resolve(guest.name() + "-" + mode + "-" + harts + ".elf");
        try {
            return Files.write(elf, ElfWriter.write(Frame.program(guest, mode, harts, rounds, laps)));
        } catch (IOException e) {
            throw new RunFailure(elf + " can't be written: " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return guest.name() + " " + mode + " on " + harts + (harts == 1 ? " hart" : " harts");
    }
}
