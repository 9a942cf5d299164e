package vesper.boot;

import java.io.IOException;
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
                SerialLine line = SerialLine.open(launch.serial(), streams);
                Machine machine = new Machine(launch.config(), line.out())) {
            interruption.asks(() -> machine.end(new Ending(0, "")));
            line.await();
            if (launch.stats()) {
                machine.countAccesses();
            }
            machine.notes().forEach(note -> streams.err().println("vesper: " + note));
            Ending ending = runAndTell(machine, line);
            if (!ending.message().isEmpty()) {
                streams.err().println("vesper: " + ending.message());
            }
            return ending.status();
        }
    }

    private Ending runAndTell(Machine machine, SerialLine line) throws InterruptedException, IOException {
        try {
            return run(machine, line);
        } finally {
            if (launch.stats()) {
                streams.err().print(machine.stats());
            }
        }
    }

    private Ending run(Machine machine, SerialLine line) throws InterruptedException, IOException {
        if (launch.serial() instanceof Serial.Stdio stdio) {
            return onStandardStreams(machine, stdio);
        }
        if (launch.serial() instanceof Serial.Socket) {
            Streams ends = new Streams(line.in(), line.out(), streams.err(), false);
            return run(machine, new ConsoleInput(ends, null, machine, false));
        }
        return machine.run();
    }

    private Ending onStandardStreams(Machine machine, Serial.Stdio stdio) throws InterruptedException, IOException {
        HostTerminal terminal = streams.terminal() ? new HostTerminal(stdio.signals()) : null;
        try {
            return run(machine, new ConsoleInput(streams, terminal, machine, stdio.escapes()));
        } finally {
            if (terminal != null) {
                terminal.close();
            }
        }
    }

    private static Ending run(Machine machine, ConsoleInput console) throws InterruptedException {
        try (console) {
            console.start();
            return machine.run();
        }
    }
}
