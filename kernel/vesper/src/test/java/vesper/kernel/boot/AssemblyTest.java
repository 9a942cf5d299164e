package vesper.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.isa.Assembler;
import vesper.isa.Disassembler;
import vesper.isa.Program;
import vesper.kernel.proc.ProcessExit;
import vesper.kernel.trap.TrapMemory;
import vesper.kernel.trap.TrapVector;

/** The assembly parts, with stand-ins for what the compiler adds. */
class AssemblyTest {
    private static final long BASE = 0x8000_0000L;

    private final Program program = program();

    private static Program program() {
        Assembler a = new Assembler();
        Reset.assemble(a);
        TrapVector.assemble(a);
        ProcessExit.assemble(a);
        a.section(".text");
        for (String name : List.of("kinit", "m_trap")) {
            a.label(name);
            a.ret();
        }
        a.section(".data");
        a.label("__global_pointer$");
        a.space(8);
        a.section(".bss");
        a.label("_bss_start");
        TrapMemory.assemble(a);
        a.label("_bss_end");
        a.space(65536);
        a.label("_stack_end");
        return a.assemble(BASE);
    }

    private List<String> instructions(String label, int count) {
        long at = program.symbol(label);
        ByteBuffer code = ByteBuffer.wrap(program.flat()).order(ByteOrder.LITTLE_ENDIAN);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(Disassembler.disassemble(code.getInt((int) (at - BASE) + 4 * i), at + 4L * i));
        }
        return lines;
    }

    @Test
    void firstInstructionIsOursAndReadsTheHartid() {
        assertEquals(BASE, program.entry());
        assertEquals("csrr t0,mhartid", instructions("_start", 1).getFirst().replaceAll("\\s+", " "));
    }

    @Test
    void vectorExchangesT6FirstAndIsAligned() {
        assertEquals(0, program.symbol("m_trap_vector") % 4);
        assertEquals(
                "csrrw t6,mscratch,t6",
                instructions("m_trap_vector", 1).getFirst().replaceAll("\\s+", " "));
    }

    @Test
    void trapMemoryIsAligned() {
        for (String label : List.of("idle_frame", "nested_frame", "trap_stack_end", "nested_stack_end")) {
            assertEquals(0, program.symbol(label) % 16, label);
        }
        assertTrue(program.symbol("trap_stack_end") - program.symbol("trap_stack") == 16384);
    }
}
