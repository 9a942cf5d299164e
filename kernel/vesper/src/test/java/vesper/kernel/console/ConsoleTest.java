package vesper.kernel.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vesper.kernel.board.FakeUart;
import vesper.kernel.boot.MemoryMap;
import vesper.kernel.dev.Uart;
import vesper.metal.Addr;
import vesper.metal.host.HostMemory;

class ConsoleTest {
    private final FakeUart uart = new FakeUart();
    private final HostMemory.Region region = HostMemory.deviceAt(MemoryMap.UART, 0x100, uart);
    private final Console console = new Console(new Uart(MemoryMap.UART));

    @AfterEach
    @AfterProperty
    void close() {
        region.close();
    }

    @Property
    void numberIsDecimal(@ForAll long x) {
        uart.clear();
        console.number(x);
        assertEquals(Long.toString(x), uart.output());
    }

    @Property
    void hexHasNoMoreDigitsThanItNeeds(@ForAll long x) {
        uart.clear();
        console.hex(x);
        assertEquals("0x" + Long.toHexString(x), uart.output());
    }

    @Test
    void extremesAreNumbersToo() {
        console.number(Long.MIN_VALUE)
                .text(" ")
                .number(Long.MAX_VALUE)
                .text(" ")
                .number(0);
        console.text(" ").hex(0);
        assertEquals("-9223372036854775808 9223372036854775807 0 0x0", uart.output());
    }

    @Test
    void addressHasEightDigitsAtLeast() {
        console.address(new Addr(0x200_0000)).text(" ").address(new Addr(0x1_8000_0000L));
        assertEquals("0x02000000 0x180000000", uart.output());
    }

    @Test
    void sizeIsInTheUnitThatFits() {
        for (long bytes : new long[] {0, 1, 1023, 1024, 1536, 62_976, 128 << 20, 5L << 30}) {
            console.size(bytes).text("|");
        }
        assertEquals("0 bytes|1 byte|1023 bytes|1 KiB|1.5 KiB|61.5 KiB|128 MiB|5 GiB|", uart.output());
    }

    @Test
    void tabFillsUpToItsColumn() {
        console.text("ab").tab(4).text("c").tab(3).text("d");
        console.line();
        console.tab(2).text("e").freshLine();
        console.freshLine();
        console.count(1, "page", "pages").text(" ").count(2, "page", "pages");
        assertEquals("ab  cd\n  e\n1 page 2 pages", uart.output());
    }

    @Test
    void newLineIsCarriageReturnAndLineFeed() {
        console.text("a").line();
        assertEquals("a\r\n", uart.rawOutput());
    }
}
