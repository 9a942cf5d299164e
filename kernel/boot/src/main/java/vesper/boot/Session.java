package vesper.boot;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import vesper.machine.BadInput;
import vesper.machine.Ending;
import vesper.machine.Machine;

/** One machine from power on to power off, between the host's streams. */
final class Session {
    private final Launch launch;
    private final Streams streams;

    Session(Launch launch, Streams streams) {
        this.launch = launch;
        this.streams = streams;
    }

    /** Returns the exit status. */
    int run() throws BadInput, InterruptedException, IOException {
        try (OutputStream file = openFile();
                Machine machine = new Machine(launch.config(), console(file))) {
            if (launch.stats()) {
                machine.countAccesses();
            }
            machine.notes().forEach(note -> streams.err().println("vesper: " + note));
            Ending ending = run(machine);
            if (launch.stats()) {
                streams.err().print(machine.stats());
            }
            if (!ending.message().isEmpty()) {
                streams.err().println("vesper: " + ending.message());
            }
            return ending.status();
        }
    }

    private Ending run(Machine machine) throws InterruptedException, IOException {
        if (!(launch.serial() instanceof Serial.Stdio stdio)) {
            return machine.run();
        }
        HostTerminal terminal = streams.terminal() ? new HostTerminal(stdio.signals()) : null;
        try (ConsoleInput input = new ConsoleInput(streams, terminal, machine, !stdio.signals())) {
            input.start();
            return machine.run();
        } finally {
            if (terminal != null) {
                terminal.close();
            }
        }
    }

    private @Nullable OutputStream openFile() throws BadInput {
        if (!(launch.serial() instanceof Serial.ToFile serial)) {
            return null;
        }
        try {
            return new FileOutputStream(serial.file().toFile());
        } catch (IOException e) {
            throw new BadInput("-serial file:" + serial.file() + ": can't be written");
        }
    }

    private OutputStream console(@Nullable OutputStream file) {
        if (launch.serial() instanceof Serial.Stdio) {
            return streams.out();
        }
        return file == null ? OutputStream.nullOutputStream() : file;
    }
}
