package vesper.aot.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vesper.aot.emit.CodeLog;
import vesper.aot.emit.Logs;
import vesper.aot.ir.Failure;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Position;
import vesper.isa.Assembler;
import vesper.isa.Mark;
import vesper.isa.Program;
import vesper.isa.Register;
import vesper.metal.Addr;
import vesper.metal.CodeMap;
import vesper.metal.host.HostMemory;
import vesper.metal.host.HostSymbols;

/** What a panic finds in the table that the compiler has made. */
class CodeTableTest {
    private static final MethodRef PUT = new MethodRef("vesper/kernel/Ring$Slot", "put", "(J)V");
    private static final MethodRef CHECK = new MethodRef("vesper/kernel/Limits", "check", "(I)V");

    private final HostMemory.Region memory = HostMemory.ram(4096);
    private final Program program = program();

    private static Program program() {
        Assembler a = new Assembler();
        CodeLog log = new CodeLog();
        a.label("_text_start");
        a.space(0x100);
        Mark start = a.mark();
        a.addi(Register.SP, Register.SP, -16);
        a.label("body");
        Mark body = a.mark();
        Position put = new Position(PUT, "vesper/kernel/Ring.java", 30, null);
        Position check = new Position(CHECK, "vesper/kernel/Limits.java", 9, put);
        Logs.add(log, new CodeLog.Site(CodeLog.Kind.LINE, body, put, null));
        a.nop();
        a.label("failure");
        Logs.add(log, new CodeLog.Site(CodeLog.Kind.FAILURE, a.mark(), check, Failure.BOUNDS));
        a.ebreak();
        a.label("nowhere");
        Logs.add(log, new CodeLog.Function(PUT, start, body, a.mark(), 16));
        a.section(".rodata");
        CodeTable.write(a, log);
        return a.assemble(0x8000_0000L);
    }

    @BeforeEach
    void load() {
        int table = Math.toIntExact(program.symbol("_code_map") - program.base());
        byte[] image = program.flat();
        HostMemory.write(memory.base(), Arrays.copyOfRange(image, table, image.length));
        HostSymbols.define("_code_map", memory.base());
        HostSymbols.define("_text_start", program.symbol("_text_start"));
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private Addr at(String label) {
        return new Addr(program.symbol(label));
    }

    @Test
    void aFailedCheckIsNamedWithWhereItWasInlined() {
        CodeMap.Site site = CodeMap.site(at("failure"));
        assertEquals(at("failure"), site.start());
        assertEquals("index out of bounds", text(site.message()));
        assertEquals("Limits.check", text(site.method()));
        assertEquals("Limits.java", text(site.file()));
        assertEquals(9, site.line());
        assertEquals("Ring.Slot.put", text(site.caller().method()));
        assertEquals("Ring.java", text(site.caller().file()));
        assertEquals(30, site.caller().line());
    }

    @Test
    void aFunctionIsKnownByItsCode() {
        CodeMap.Function function = CodeMap.function(at("failure"));
        assertEquals("Ring.Slot.put", text(function.name()));
        assertEquals(at("body"), function.body());
        assertEquals(16, function.frameSize());
        assertFalse(CodeMap.function(at("nowhere")).exists());
        assertEquals(30, CodeMap.site(at("body")).line());
    }

    private static String text(CodeMap.Text text) {
        StringBuilder builder = new StringBuilder();
        for (int i = 0; text.byteAt(i) != 0; i++) {
            builder.append((char) text.byteAt(i));
        }
        return builder.toString();
    }
}
