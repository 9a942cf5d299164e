package vesper.boot;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code -serial}, which is QEMU's short form of a {@code -chardev}. The board has one serial port: the first of
 * several words is for it, and the others must say that theirs isn't there.
 */
final class SerialReader {
    private static final List<Key> SOCKET_KEYS = List.of(
            Key.text("address"),
            Key.flag("server"),
            Key.flag("wait"),
            Key.flag("nodelay"),
            Key.off("telnet", "telnet isn't spoken, only tcp"),
            Key.words("reconnect", "a lost connection isn't made again", "0"));

    /** The last colon parts host and port; an IPv6 address is in brackets. */
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*):(\\d{1,5})");

    /** For {@code -serial help}. */
    static final List<String> KINDS =
            List.of("mon:stdio", "stdio", "null", "none", "file:NAME", "tcp:HOST:PORT", "unix:PATH", "chardev:ID");

    private static final Map<String, String> MISSING = Map.of(
            "pty", "no pseudo-terminal is made; unix:PATH,server=on,wait=off and socat make one",
            "vc", Absent.DISPLAY.text(),
            "telnet", "telnet isn't spoken, only tcp",
            "websocket", "websocket isn't spoken, only tcp",
            "udp", "udp isn't spoken, only tcp",
            "pipe", "there are no pipes but stdio",
            "con", "there is no console of Windows'",
            "msmouse", Absent.INPUT.text(),
            "braille", "there is no braille display");

    private SerialReader() {}

    static Serial read(CommandLineReader words) throws UsageError {
        Chardevs chardevs = new Chardevs(words.all(Word.CHARDEV));
        List<String> all = words.all(Word.SERIAL);
        Serial first = all.isEmpty() && words.has(Word.NODEFAULTS)
                ? new Serial.Nowhere()
                : parse(all.isEmpty() ? "mon:stdio" : all.getFirst(), chardevs);
        for (String other : all.subList(Math.min(1, all.size()), all.size())) {
            if (!(parse(other, chardevs) instanceof Serial.Nowhere)) {
                throw new UsageError(
                        "-serial " + other + ": the board has one serial port, and an earlier -serial has it");
            }
        }
        chardevs.checkMonitors(words.all(Word.MON), all.isEmpty() ? "" : all.getFirst());
        return first;
    }

    private static Serial parse(String text, Chardevs chardevs) throws UsageError {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon + 1);
        String rest = text.substring(colon + 1);
        return switch (kind) {
            case "stdio" -> new Serial.Stdio(true, false);
            case "null", "none" -> new Serial.Nowhere();
            case "file:" -> new Serial.ToFile(OptionReader.path("-serial " + text, rest), false);
            case "chardev:" -> chardevs.get(rest, "-serial " + text);
            case "tcp:" -> socket(text, rest, true);
            case "unix:" -> socket(text, rest, false);
            case "mon:" -> {
                if (!rest.equals("stdio")) {
                    throw error(
                            text,
                            "there is no monitor; mon:stdio has Ctrl-A for the machine"
                                    + NearestWord.hint(text, KINDS));
                }
                yield new Serial.Stdio(false, true);
            }
            default -> throw error(text, refusal(text, kind));
        };
    }

    private static String refusal(String text, String kind) {
        String missing = missing(kind.replace(":", ""));
        if (!missing.isEmpty()) {
            return missing;
        }
        return text.startsWith("/dev/")
                ? "no device of the host's is connected"
                : "unknown" + NearestWord.hint(text, KINDS);
    }

    private static Serial socket(String text, String rest, boolean tcp) throws UsageError {
        if (rest.isEmpty()) {
            throw error(text, tcp ? "an address is HOST:PORT" : "a file's name is missing");
        }
        KeyValues keys = new KeyValues("-serial", rest, "address").only(SOCKET_KEYS);
        String address = keys.get("address").orElse("");
        if (!tcp) {
            return socket(keys, new Serial.Unix(OptionReader.path("-serial " + text, address)));
        }
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw error(text, "an address is HOST:PORT");
        }
        String host = matcher.group(1);
        boolean brackets = host.startsWith("[");
        return socket(keys, tcp(brackets ? host.substring(1, host.length() - 1) : host, matcher.group(2), keys));
    }

    /** The address of a TCP socket. */
    static Serial.Address tcp(String host, String port, KeyValues keys) throws UsageError {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 0xffff) {
            throw keys.error("a port is a number up to 65535");
        }
        return new Serial.Tcp(host, Integer.parseInt(port));
    }

    /** What the keys that a short form and a {@code -chardev} have in common ask for. */
    static Serial socket(KeyValues keys, Serial.Address address) throws UsageError {
        boolean server = keys.flag("server", false);
        if (!server && keys.get("wait").isPresent()) {
            throw keys.error("a client doesn't wait: server=on is missing");
        }
        return new Serial.Socket(address, server, keys.flag("wait", true), keys.flag("nodelay", false));
    }

    /** Why a kind of QEMU's isn't there; empty if there is no such kind. */
    static String missing(String kind) {
        return MISSING.getOrDefault(kind, "");
    }

    private static UsageError error(String text, String what) {
        return new UsageError("-serial " + text + ": " + what);
    }
}
