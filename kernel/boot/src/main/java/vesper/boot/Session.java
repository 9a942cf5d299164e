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

    /**
     * Returns the exit status. A signal ends the machine as a user at its console does; the status is the JVM's then.
     */
    int run() throws BadInput, InterruptedException, IOException {
        try (Interruption interruption = new Interruption();
                OutputStream file = openFile();
                Machine machine = new Machine(launch.config(), console(file))) {
            interruption.asks(() -> machine.end(new Ending(0, "")));
            if (launch.stats()) {
                machine.countAccesses();
            }
            Ending ending = runAndTell(machine);
            if (!ending.message().isEmpty()) {
                streams.err().println("vesper: " + ending.message());
            }
            return ending.status();
        }
    }

    private Ending runAndTell(Machine machine) throws InterruptedException, IOException {
        try {
            return run(machine);
        } finally {
            if (launch.stats()) {
                streams.err().print(machine.stats());
            }
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
            return OutputFile.isStandardOutput(serial.file())
                    ? streams.out()
                    : new FileOutputStream(serial.file().toFile());
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
