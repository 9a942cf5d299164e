package vesper.kernel.console;

import vesper.kernel.dev.Uart;
import vesper.metal.Addr;
import vesper.metal.CodeMap;

/**
 * Text for a person, piece by piece: {@code console.text("heap ").size(bytes).line()}. {@code '\n'} is sent as CR LF.
 *
 * <p>It takes no lock: a trap may print within a line of {@code skmain}. Nothing is lost by that.
 */
public final class Console {
    private static final long KIB = 1024;
    private static final long TENTHS = 10;
    private static final int HEX_DIGITS_OF_ADDRESS = 8;
    private static final int BITS_OF_HEX_DIGIT = 4;

    private final Uart uart;

    // owned by who prints
    private int column;

    public Console(Uart uart) {
        this.uart = uart;
    }

    /** A byte of UTF-8. It counts as a column, but for control characters. */
    public Console put(int x) {
        if (x == '\n') {
            uart.put('\r');
            column = 0;
        } else if (x == '\b') {
            column--;
        } else if (x >= ' ') {
            column++;
        }
        uart.put(x);
        return this;
    }

    /** Text in ASCII. */
    public Console text(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
        return this;
    }

    public Console text(CodeMap.Text text) {
        for (int i = 0; text.byteAt(i) != 0; i++) {
            put(text.byteAt(i));
        }
        return this;
    }

    public void line() {
        put('\n');
    }

    /** Ends the line if one was begun. */
    public void freshLine() {
        if (column != 0) {
            line();
        }
    }

    /** Spaces up to this column, counted from 0; none if it is passed. */
    public Console tab(int to) {
        while (column < to) {
            put(' ');
        }
        return this;
    }

    /** In decimal, signed. */
    public Console number(long x) {
        if (x < 0) {
            put('-');
        }
        long digits = Math.abs(x); // unsigned: that of the lowest number doesn't fit otherwise
        long power = 1;
        while (Long.compareUnsigned(Long.divideUnsigned(digits, power), 10) >= 0) {
            power *= 10;
        }
        while (power > 0) {
            put((int) ('0' + Long.remainderUnsigned(Long.divideUnsigned(digits, power), 10)));
            power /= 10;
        }
        return this;
    }

    /** {@code 0x} and at least so many digits. */
    public Console hex(long x, int digits) {
        text("0x");
        int used = (Long.SIZE - Long.numberOfLeadingZeros(x) + BITS_OF_HEX_DIGIT - 1) / BITS_OF_HEX_DIGIT;
        for (int i = Math.max(Math.max(digits, used), 1) - 1; i >= 0; i--) {
            int digit = (int) (x >>> (BITS_OF_HEX_DIGIT * i)) & 0xf;
            put(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        return this;
    }

    public Console hex(long x) {
        return hex(x, 1);
    }

    public Console address(Addr address) {
        return hex(address.value(), HEX_DIGITS_OF_ADDRESS);
    }

    /** Bytes, in the unit that a person would take: {@code 512 bytes}, {@code 61.5 KiB}, {@code 128 MiB}. */
    public Console size(long bytes) {
        if (bytes < KIB) {
            return number(bytes).text(bytes == 1 ? " byte" : " bytes");
        }
        if (bytes < KIB * KIB) {
            return tenths(bytes, KIB).text(" KiB");
        }
        if (bytes < KIB * KIB * KIB) {
            return tenths(bytes, KIB * KIB).text(" MiB");
        }
        return tenths(bytes, KIB * KIB * KIB).text(" GiB");
    }

    private Console tenths(long bytes, long unit) {
        number(bytes / unit);
        long tenth = bytes % unit * TENTHS / unit;
        return tenth == 0 ? this : put('.').number(tenth);
    }

    /** A number and what it counts: {@code 1 page}, {@code 2 pages}. */
    public Console count(long number, String one, String many) {
        return number(number).put(' ').text(number == 1 ? one : many);
    }
}
