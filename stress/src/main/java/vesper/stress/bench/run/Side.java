package vesper.stress.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the machines that are compared.
 *
 * @param name in results
 * @param start the program and the options that only it is given
 */
public record Side(String name, List<String> start) {
    /** The name of ours. */
    public static final String OURS = "vesper";

    public Side {
        start = List.copyOf(start);
    }

    /** What starts an ELF on a bare board with so many harts, its console on standard output. */
    public List<String> command(Path elf, int harts) {
        return command(List.of(
                "-M",
                "virt",
                "-smp",
                Integer.toString(harts),
                "-m",
                "128M",
                "-nographic",
                "-bios",
                "none",
                "-kernel",
                elf.toString()));
    }

    /** What starts it with these arguments, which both machines understand. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(start);
        command.addAll(arguments);
        return command;
    }
}
