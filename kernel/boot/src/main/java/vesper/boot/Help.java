package vesper.boot;

import java.io.PrintStream;

/** What {@code vesper -help} prints. Each word stands at its line's start, as QEMU's do: scripts look for them there. */
final class Help {
    private Help() {}

    static void print(PrintStream out) {
        out.println("usage: vesper [OPTION]...             run a machine, as qemu-system-riscv64 -M virt does");
        out.println("       vesper COMMAND [ARGUMENT]...   vesper help COMMAND tells more");
        out.println();
        out.println("Without -kernel and -bios it runs the bundled kernel, with its disk unless there is a -drive.");
        out.println();
        for (Word word : Word.values()) {
            word.helpLine().ifPresent(out::println);
        }
        out.println();
        out.println("commands:");
        Commands.all().forEach(command -> out.println(Word.helpLine(command.name(), command.summary())));
        out.println();
        out.println("On the console: Ctrl-A x quits, Ctrl-A h helps.");
        out.println("Exit status: the guest's; 2 for bad usage; 1 for a machine fault; 130 and 143 after a signal.");
    }
}
