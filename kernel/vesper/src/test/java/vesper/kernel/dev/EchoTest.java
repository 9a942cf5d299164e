package vesper.kernel.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vesper.kernel.board.FakeUart;
import vesper.kernel.boot.MemoryMap;
import vesper.kernel.console.Console;
import vesper.metal.host.HostMemory;

class EchoTest {
    private static final String UP = "\033[A";
    private static final String DOWN = "\033[B";
    private static final String RIGHT = "\033[C";
    private static final String LEFT = "\033[D";
    private static final String HOME = "\033[H";
    private static final String END = "\033[F";
    private static final String DELETE = "\033[3~";

    private final FakeUart uart = new FakeUart();
    private final HostMemory.Region region = HostMemory.deviceAt(MemoryMap.UART, 0x100, uart);
    private final Screen screen = new Screen();
    private final Uart driver = new Uart(MemoryMap.UART);
    private final Echo echo = new Echo(driver, new Console(driver), () -> driver.put('?'));

    @AfterEach
    void close() {
        region.close();
    }

    /** What a terminal would show, the cursor as '|'. */
    private String type(String text) {
        uart.type(text);
        echo.receive();
        screen.take(uart.rawOutput());
        uart.clear();
        return screen.line();
    }

    @Test
    void typedCharactersEcho() {
        assertEquals("hello|", type("hello"));
    }

    @Test
    void enterBeginsANewLine() {
        assertEquals("|", type("hello\r"));
        assertEquals("hello", screen.before());
    }

    @Test
    void arrowsMoveWithinTheLine() {
        assertEquals("ab|c", type("abc" + LEFT));
        assertEquals("|abc", type(LEFT + LEFT + LEFT + LEFT));
        assertEquals("a|bc", type(RIGHT));
        assertEquals("abc|", type(RIGHT + RIGHT + RIGHT));
    }

    @Test
    void homeAndEndGoToTheLinesEnds() {
        assertEquals("|abc", type("abc" + HOME));
        assertEquals("abc|", type(END));
        assertEquals("|abc", type("\033[1~"));
        assertEquals("abc|", type("\033OF"));
    }

    @Test
    void charactersAreInsertedAtTheCursor() {
        assertEquals("abX|cd", type("abcd" + LEFT + LEFT + "X"));
    }

    @Test
    void backspaceTakesAwayTheCharacterBefore() {
        assertEquals("ab|", type("abc\177"));
        assertEquals("|b", type(LEFT + "\b"));
        assertEquals("|b", type("\b"));
    }

    @Test
    void deleteTakesAwayTheCharacterAtTheCursor() {
        assertEquals("|bc", type("abc" + HOME + DELETE));
        assertEquals("bc|", type(END + DELETE));
    }

    @Test
    void upBringsBackTheLineBeforeAndDownClears() {
        assertEquals("first|", type("first\rsecond" + UP));
        assertEquals("|", type(DOWN));
        assertEquals("first|", type(UP));
    }

    @Test
    void characterOfSeveralBytesIsOneColumn() {
        assertEquals("a|ü", type("aü" + LEFT));
        assertEquals("aü|", type(RIGHT));
        assertEquals("a|", type("\177"));
    }

    @Test
    void coloursReachTheTerminal() {
        uart.type("\033[1;31mred\033[m");
        echo.receive();
        assertEquals("\033[1;31mred\033[0m", uart.rawOutput());
    }

    @Test
    void unknownSequencesAndControlCharactersDoNoHarm() {
        assertEquals("ab^Cc|", type("a\033[?25l\033[99~\033xb\003c"));
    }

    @Test
    void lineIsAsLongAsFitsOnAScreenAndThenItRings() {
        type("x".repeat(Echo.MAX_LENGTH));
        uart.type("yz");
        echo.receive();
        assertEquals("\007\007", uart.rawOutput());
    }

    @Test
    void statusComesBetweenAndTheLineIsKept() {
        assertEquals("?abc|", type("abc" + LEFT + "\024"));
        assertEquals("abc", screen.before());
    }

    /** A terminal of one line and the line before it. */
    private static final class Screen {
        private final StringBuilder line = new StringBuilder();
        private String before = "";
        private int column;

        void take(String bytes) {
            String text = new String(bytes.getBytes(ISO_8859_1), UTF_8);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '\r' -> column = 0;
                    case '\n' -> {
                        before = line.toString().stripTrailing();
                        line.setLength(0);
                        column = 0;
                    }
                    case '\b' -> column = Math.max(0, column - 1);
                    default -> {
                        if (column == line.length()) {
                            line.append(c);
                        } else {
                            line.setCharAt(column, c);
                        }
                        column++;
                    }
                }
            }
        }

        String before() {
            return before;
        }

        String line() {
            String right = line.substring(column).stripTrailing();
            return line.substring(0, column) + "|" + right;
        }
    }
}
