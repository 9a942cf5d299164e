package vesper.boot;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code -m}: {@code 128}, {@code 128M}, {@code 0.5G}; MiB if no unit is given, as QEMU does. */
final class MemorySize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)(?:([BKMGTPE])(?:I?B)?)?");
    private static final BigDecimal MOST = BigDecimal.valueOf(1L << 46);
    private static final long UNIT = 8192; // QEMU's too

    private static final List<String> SIZES = List.of("size", "maxmem");
    private static final List<Key> KEYS = List.of(Key.text("size"), Key.text("maxmem"), Key.number("slots"));

    private MemorySize() {}

    /**
     * Of all values of the option together, in bytes; a multiple of 8192, since it is rounded up to one. As on QEMU a value
     * that doesn't count in the end must be one all the same.
     */
    static long read(List<String> values) throws UsageError {
        for (String value : values) {
            KeyValues keys = new KeyValues("-m", value, "size").only(KEYS);
            for (String key : SIZES) {
                if (keys.get(key).isPresent()) {
                    parse(keys.get(key).get());
                }
            }
        }
        KeyValues keys = new KeyValues("-m", values, "size").only(KEYS);
        long size = parse(keys.get("size").orElse(""));
        Optional<String> most = keys.get("maxmem");
        if (most.isPresent() && parse(most.get()) < size) {
            throw keys.error("maxmem is less than the RAM");
        }
        return size;
    }

    private static long parse(String text) throws UsageError {
        Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageError("-m " + text + ": not a size; write 128M or 1G");
        }
        String unit = matcher.group(2) == null ? "M" : matcher.group(2);
        BigDecimal bytes =
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * "BKMGTPE".indexOf(unit))));
        if (bytes.signum() == 0) {
            throw new UsageError("-m " + text + ": a machine needs some memory");
        }
        if (bytes.compareTo(MOST) > 0) {
            throw new UsageError("-m " + text + ": more than any machine has");
        }
        return (Math.max(1, bytes.longValue()) + UNIT - 1) & -UNIT;
    }
}
