package vesper.aot.emit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import vesper.aot.ir.Graph;
import vesper.isa.Assembler;
import vesper.isa.Compressed;
import vesper.isa.Disassembler;
import vesper.isa.Program;

/** The code of one method as text, at address 0x8000_0000. */
final class Listing {
    static final long BASE = 0x8000_0000L;

    private Listing() {}

    static List<String> of(Graph graph) {
        Assembler a = new Assembler();
        a.rvc(true);
        a.relax(true);
        CodeLog log = new CodeLog();
        new Backend(a, object -> "object", log).emit(graph, List.of());
        a.label("callee");
        a.section(".data");
        a.label("__global_pointer$");
        a.space(16);
        a.label("object");
        a.label("symbol");
        a.space(16);
        Program program = a.assemble(BASE);
        long end = program.address(log.functions().getFirst().end());
        return disassemble(ByteBuffer.wrap(program.flat()).order(ByteOrder.LITTLE_ENDIAN), end);
    }

    private static List<String> disassemble(ByteBuffer code, long end) {
        List<String> lines = new ArrayList<>();
        while (BASE + code.position() < end) {
            long pc = BASE + code.position();
            int half = code.getShort(code.position()) & 0xffff;
            boolean compressed = Compressed.isCompressed(half);
            lines.add(Disassembler.disassemble(compressed ? half : code.getInt(code.position()), pc));
            code.position(code.position() + (compressed ? 2 : 4));
        }
        return lines;
    }
}
