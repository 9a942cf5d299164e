package vesper.boot;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 128}, {@code 128M}, {@code 1G}: MiB if no unit is given, as QEMU does. */
final class MemorySize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(?:([BKMGT])(?:I?B)?)?");
    private static final long PAGE = 4096;

    private MemorySize() {}

    /** In bytes; a multiple of a page, since it is rounded up to one. */
    static long parse(String text) throws UsageError {
        Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageError("-m " + text + ": not a size; write 128M or 1G");
        }
        String unit = matcher.group(2) == null ? "M" : matcher.group(2);
        int shift = 10 * "BKMGT".indexOf(unit);
        long number = Long.parseLong(matcher.group(1));
        if (number == 0) {
            throw new UsageError("-m " + text + ": a machine needs some memory");
        }
        if (number > 1L << (46 - shift)) {
            throw new UsageError("-m " + text + ": more than any machine has");
        }
        return ((number << shift) + PAGE - 1) & -PAGE;
    }
}
