package vesper.aot;

import java.util.Map;
import vesper.aot.emit.CodeLog;
import vesper.isa.Program;

/**
 * What {@link Compiler} makes.
 *
 * @param program placed code, data and symbols
 * @param elf the ELF file of it
 * @param log which code belongs to which line
 * @param statistics what was counted, in the order of the passes
 */
@SuppressWarnings("ArrayRecordComponent") // a file's content, handed on once
public record CompiledImage(Program program, byte[] elf, CodeLog log, Map<String, Long> statistics) {}
