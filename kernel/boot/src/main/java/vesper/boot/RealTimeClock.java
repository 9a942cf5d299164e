package vesper.boot;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** {@code -rtc}: what the clock shows at power on. It goes on with the host's. */
final class RealTimeClock {
    private static final String FOLLOWS = "the clock follows the host's";

    private static final List<Key> KEYS =
            List.of(Key.text("base"), Key.words("clock", FOLLOWS, "host"), Key.words("driftfix", FOLLOWS, "none"));

    private RealTimeClock() {}

    /** How far all values of the option together set it before the host's clock, which shows {@code now}. */
    static Duration ahead(List<String> values, Instant now, ZoneId zone) throws UsageError {
        KeyValues keys = new KeyValues("-rtc", values, "").only(KEYS);
        String base = keys.get("base").orElse("utc");
        return switch (base) {
            case "utc" -> Duration.ZERO;
            case "localtime" ->
                Duration.ofSeconds(zone.getRules().getOffset(now).getTotalSeconds());
            default -> Duration.between(now, date(base, keys));
        };
    }

    private static Instant date(String base, KeyValues keys) throws UsageError {
        try {
            LocalDateTime date = base.contains("T")
                    ? LocalDateTime.parse(base)
                    : LocalDate.parse(base).atStartOfDay();
            return date.toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw keys.error("base=" + base + ": utc, localtime, or a time such as 2026-11-30T12:00:00");
        }
    }
}
