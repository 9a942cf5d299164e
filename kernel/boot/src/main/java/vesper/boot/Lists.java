package vesper.boot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What there is, for a value {@code help} or {@code ?}, much as QEMU lists it. */
final class Lists {
    private static final List<Word> WORDS = List.of(
            Word.MACHINE,
            Word.CPU,
            Word.ACCEL,
            Word.DEVICE,
            Word.SERIAL,
            Word.CHARDEV,
            Word.DISPLAY,
            Word.VGA,
            Word.AUDIO,
            Word.NIC);

    private Lists() {}

    /** Whether this value of a word asks for its list. */
    static boolean isAsked(Word word, String value) {
        return WORDS.contains(word) && isHelp(value);
    }

    private static boolean isHelp(String value) {
        return value.equals("help") || value.equals("?");
    }

    /** The text that the words ask for; empty if they ask for a machine. */
    static Optional<String> asked(CommandLineReader words) {
        for (Word word : WORDS) {
            for (String value : words.all(word)) {
                String list = list(word, value);
                if (!list.isEmpty()) {
                    return Optional.of(list);
                }
            }
        }
        return Optional.empty();
    }

    private static String list(Word word, String value) {
        if (isHelp(value)) {
            return text(lines(word));
        }
        int comma = value.lastIndexOf(',');
        if (comma < 0 || !isHelp(value.substring(comma + 1))) {
            return "";
        }
        String name = value.substring(0, comma);
        Driver driver = Driver.named(name);
        if (word == Word.MACHINE) {
            return keys("virt", MachineKeys.ALL);
        }
        return word == Word.DEVICE && driver != null ? keys(name, driver.keys()) : "";
    }

    private static Stream<String> lines(Word word) {
        return switch (word) {
            case MACHINE -> Stream.of("Supported machines are:", "virt                 RISC-V VirtIO board (default)");
            case CPU -> CpuModel.MODELS.stream();
            case ACCEL -> Stream.of("Accelerators:", "jvm", "tcg", "interp");
            case DEVICE ->
                Stream.of(Driver.values()).flatMap(driver -> Stream.of(driver.category() + ":", driver.line(), ""));
            case SERIAL -> SerialReader.KINDS.stream();
            case CHARDEV -> Chardevs.KINDS.stream();
            default -> Stream.of("none");
        };
    }

    private static String keys(String name, List<Key> keys) {
        return text(Stream.concat(
                Stream.of(name + " options:"),
                keys.stream()
                        .filter(key -> !key.name().equals("type") && !key.name().equals("driver"))
                        .map(key -> "  %s=<%s>".formatted(key.name(), key.values()))));
    }

    private static String text(Stream<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
