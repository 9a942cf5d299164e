package vesper.aot.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import vesper.aot.emit.CodeLog;
import vesper.isa.ElfWriter;
import vesper.isa.ElfWriter.Extra;
import vesper.isa.Program;

/** An ELF file with all that a debugger needs to name functions, files and lines. */
public final class Executable {
    private Executable() {}

    /**
     * The whole file.
     *
     * @param path turns the name of a source file with its package's folders into a path that a debugger finds,
     *     relative to where it is started
     */
    public static byte[] write(Program program, CodeLog log, UnaryOperator<String> path) {
        List<Unit> units = Unit.of(log, program, path);
        byte[] memory = program.flat();
        Buffer frames =
                FrameTable.of(units, address -> instructionLength(memory[Math.toIntExact(address - program.base())]));
        List<Extra> sections = new ArrayList<>(DebugInfo.of(units));
        sections.add(new Extra(".debug_frame", frames.toBytes()));
        return ElfWriter.write(program, sections);
    }

    // The unprivileged manual, section 1.5: other than 32-bit instructions, compressed ones don't end in 11.
    private static int instructionLength(byte first) {
        return (first & 3) == 3 ? 4 : 2;
    }
}
