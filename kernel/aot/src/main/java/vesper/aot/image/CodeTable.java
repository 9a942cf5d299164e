package vesper.aot.image;

import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import vesper.aot.emit.CodeLog;
import vesper.aot.ir.Failure;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Position;
import vesper.isa.Assembler;
import vesper.isa.Mark;
import vesper.metal.CodeMap;
import vesper.metal.host.CodeMapWriter;

/** Makes the {@link CodeMap} of what the back end has logged. */
final class CodeTable {
    private static final String SYMBOL = "_code_map";

    private final CodeLog log;
    private final CodeMapWriter writer = new CodeMapWriter();

    private CodeTable(CodeLog log) {
        this.log = log;
    }

    /** Appends the table to the current section. */
    static void write(Assembler a, CodeLog log) {
        a.align(3);
        a.label(SYMBOL);
        int size = table(log, mark -> 0).length; // wherever the code comes to lie
        a.later(size, places -> {
            long text = places.symbol("_text_start");
            return table(log, mark -> Math.toIntExact(places.address(mark) - text));
        });
        a.object(SYMBOL, a.mark());
    }

    private static byte[] table(CodeLog log, ToIntFunction<Mark> offset) {
        return new CodeTable(log).make(offset);
    }

    private byte[] make(ToIntFunction<Mark> offset) {
        for (CodeLog.Function function : log.functions()) {
            writer.function(
                    offset.applyAsInt(function.start()),
                    offset.applyAsInt(function.end()),
                    offset.applyAsInt(function.body()),
                    function.frameSize(),
                    method(function.method(), ""));
        }
        for (CodeLog.Site site : log.sites()) {
            Position at = site.position();
            if (at != null) {
                writer.site(
                        offset.applyAsInt(site.start()),
                        at.line(),
                        method(at.method(), at.file()),
                        caller(at.caller()),
                        Optional.ofNullable(site.failure()).map(Failure::message));
            }
        }
        return writer.write();
    }

    private int caller(@Nullable Position at) {
        return at == null
                ? CodeMap.NO_ROW
                : writer.caller(at.line(), method(at.method(), at.file()), caller(at.caller()));
    }

    private int method(MethodRef method, String file) {
        return writer.method(method.shortName(), file.substring(file.lastIndexOf('/') + 1));
    }
}
