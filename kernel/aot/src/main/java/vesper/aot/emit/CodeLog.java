package vesper.aot.emit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Failure;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Position;
import vesper.isa.Mark;

/** What the back end says of the code that it appends, for tables of places. In the order of the code. */
public final class CodeLog {
    /**
     * A compiled method.
     *
     * @param end exclusive
     * @param body behind the prologue
     * @param frameSize in bytes; {@code ra} is saved at {@code sp + frameSize - 8} from {@code body} on. 0: no frame, and
     *     {@code ra} stays in {@code x1}.
     */
    public record Function(MethodRef method, Mark start, Mark body, Mark end, int frameSize) {}

    /** Why a site is there. */
    public enum Kind {
        /** Another line begins. */
        LINE,
        /** A call begins; its return address is where the next instruction starts. */
        CALL,
        /** The {@code ebreak} of a check that failed; no other check has the same. */
        FAILURE
    }

    /**
     * What holds from {@code start} to the next site.
     *
     * @param position null if no line of the source stands for it
     * @param failure of a {@code FAILURE}
     */
    public record Site(
            Kind kind,
            Mark start,
            @Nullable Position position,
            @Nullable Failure failure) {}

    private final List<Function> functions = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();

    public List<Function> functions() {
        return Collections.unmodifiableList(functions);
    }

    public List<Site> sites() {
        return Collections.unmodifiableList(sites);
    }

    void add(Function function) {
        functions.add(function);
    }

    void add(Site site) {
        sites.add(site);
    }
}
