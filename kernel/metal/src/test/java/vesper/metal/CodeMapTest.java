package vesper.metal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vesper.metal.host.CodeMapWriter;
import vesper.metal.host.HostMemory;
import vesper.metal.host.HostSymbols;

class CodeMapTest {
    private static final Addr TEXT = new Addr(0x8000_0000L);

    private final HostMemory.Region memory = HostMemory.ram(4096);

    @BeforeEach
    void writeMap() {
        CodeMapWriter writer = new CodeMapWriter();
        int run = writer.method("Scheduler.run", "Scheduler.java");
        int take = writer.method("Queue.take", "Queue.java");
        writer.function(0x100, 0x140, 0x104, 32, run);
        writer.function(0x40, 0x100, 0x48, 0, take);
        int inlined = writer.caller(77, run, CodeMap.NO_ROW);
        writer.site(0x120, 12, take, inlined, Optional.of("the queue is empty"));
        writer.site(0x108, 70, run, CodeMap.NO_ROW, Optional.empty());
        writer.site(0x50, 5, take, CodeMap.NO_ROW, Optional.empty());
        HostMemory.write(memory.base(), writer.write());
        HostSymbols.define("_code_map", memory.base());
        HostSymbols.define("_text_start", TEXT.value());
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void functionIsFoundByAnyPcInIt() {
        assertEquals("Queue.take", text(CodeMap.function(TEXT.plus(0x40)).name()));
        assertEquals("Queue.take", text(CodeMap.function(TEXT.plus(0xfe)).name()));
        CodeMap.Function run = CodeMap.function(TEXT.plus(0x100));
        assertEquals("Scheduler.run", text(run.name()));
        assertEquals(32, run.frameSize());
        assertEquals(TEXT.plus(0x104), run.body());
    }

    @Test
    void codeOfNoFunctionHasNeitherFunctionNorSite() {
        for (long offset : new long[] {-1, 0, 0x3e, 0x140, 0x1000}) {
            assertFalse(CodeMap.function(TEXT.plus(offset)).exists());
            assertFalse(CodeMap.site(TEXT.plus(offset)).exists());
        }
    }

    @Test
    void siteHoldsUntilTheNextAndNotBeyondItsFunction() {
        assertEquals(70, CodeMap.site(TEXT.plus(0x11e)).line());
        assertEquals(12, CodeMap.site(TEXT.plus(0x13e)).line());
        assertFalse(CodeMap.site(TEXT.plus(0x104)).exists());
        assertFalse(CodeMap.site(TEXT.plus(0x4e)).exists());
    }

    @Test
    void siteNamesWhatFailedAndWhereItWasInlined() {
        CodeMap.Site site = CodeMap.site(TEXT.plus(0x120));
        assertEquals(TEXT.plus(0x120), site.start());
        assertEquals("the queue is empty", text(site.message()));
        assertEquals("Queue.take", text(site.method()));
        assertEquals("Queue.java", text(site.file()));
        CodeMap.Site caller = site.caller();
        assertEquals("Scheduler.run", text(caller.method()));
        assertEquals(77, caller.line());
        assertFalse(caller.message().exists());
        assertFalse(caller.caller().exists());
    }

    private static String text(CodeMap.Text text) {
        StringBuilder builder = new StringBuilder();
        for (int i = 0; text.byteAt(i) != 0; i++) {
            builder.append((char) text.byteAt(i));
        }
        return builder.toString();
    }
}
