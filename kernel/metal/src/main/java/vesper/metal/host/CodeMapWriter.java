package vesper.metal.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vesper.metal.CodeMap;

/**
 * Writes the bytes of a {@link CodeMap}. Places are byte offsets from {@code _text_start}. Functions and sites may come
 * in any order; the same calls give the same bytes.
 */
public final class CodeMapWriter {
    private record Function(int start, int end, int body, int frameSize, int method) {}

    private record Row(int start, int line, int method, int caller, int message) {}

    private record Method(String name, String file) {}

    private static final int MAX_METHOD = 0xffff;
    private static final int MAX_LINE = 0xffff;
    private static final int NO_TEXT = -1;

    private final List<Function> functions = new ArrayList<>();
    private final List<Row> sites = new ArrayList<>();
    private final Map<Row, Integer> callers = new LinkedHashMap<>();
    private final Map<Method, Integer> methods = new LinkedHashMap<>();
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private int textSize;

    /** The number of a method, the same for the same name and file. */
    public int method(String name, String file) {
        int method = methods.computeIfAbsent(new Method(name, file), absent -> methods.size());
        if (method > MAX_METHOD) {
            throw new IllegalStateException("more than " + MAX_METHOD + " methods");
        }
        text(name);
        text(file);
        return method;
    }

    /** A compiled function from {@code start} to {@code end}, exclusive; {@code body} is behind its prologue. */
    public void function(int start, int end, int body, int frameSize, int method) {
        functions.add(new Function(start, end, body, frameSize, method));
    }

    /**
     * A place where something was inlined.
     *
     * @param caller what this returned for where that was inlined in turn, or {@link CodeMap#NO_ROW}
     * @return to be given as the caller of a site
     */
    public int caller(int line, int method, int caller) {
        return callers.computeIfAbsent(new Row(0, line(line), method, caller, NO_TEXT), absent -> callers.size());
    }

    /** What holds from {@code start} on. */
    public void site(int start, int line, int method, int caller, Optional<String> message) {
        sites.add(new Row(
                start, line(line), method, caller, message.map(this::text).orElse(NO_TEXT)));
    }

    private static int line(int line) {
        return line > MAX_LINE ? 0 : line;
    }

    private int text(String text) {
        Integer known = texts.get(text);
        if (known != null) {
            return known;
        }
        int offset = textSize;
        texts.put(text, offset);
        textSize += text.getBytes(StandardCharsets.UTF_8).length + 1;
        return offset;
    }

    /** The table, to be placed at a multiple of 4. */
    public byte[] write() {
        functions.sort(Comparator.comparingInt(Function::start));
        sites.sort(Comparator.comparingInt(Row::start));
        int rows = sites.size() + callers.size();
        int firstText = CodeMap.HEADER_SIZE
                + CodeMap.FUNCTION_SIZE * functions.size()
                + CodeMap.ROW_SIZE * rows
                + CodeMap.METHOD_SIZE * methods.size();
        ByteBuffer bytes = ByteBuffer.allocate(firstText + textSize).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(functions.size()).putInt(sites.size()).putInt(rows).putInt(methods.size());
        for (Function function : functions) {
            bytes.putInt(function.start).putInt(function.end).putInt(function.body);
            bytes.putInt(function.frameSize).putInt(function.method);
        }
        sites.forEach(site -> put(bytes, site, firstText));
        callers.keySet().forEach(caller -> put(bytes, caller, firstText));
        for (Method method : methods.keySet()) {
            bytes.putInt(firstText + text(method.name)).putInt(firstText + text(method.file));
        }
        for (String text : texts.keySet()) {
            bytes.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        }
        return bytes.array();
    }

    private void put(ByteBuffer bytes, Row row, int firstText) {
        bytes.putInt(row.start).putShort((short) row.line).putShort((short) row.method);
        bytes.putInt(row.caller == CodeMap.NO_ROW ? CodeMap.NO_ROW : sites.size() + row.caller);
        bytes.putInt(row.message == NO_TEXT ? 0 : firstText + row.message);
    }
}
