package vesper.aot.intrinsic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vesper.aot.ir.MethodRef;

/** The table of all {@link Intrinsic}s. Immutable. */
public final class Intrinsics {
    static final int NO_CONSTANT = -1;

    private final Map<MethodRef, Intrinsic> rows = new LinkedHashMap<>();

    public Intrinsics() {
        MemIntrinsics.addTo(this);
        MetalIntrinsics.addTo(this);
        JdkIntrinsics.addTo(this);
    }

    void add(String owner, String name, String descriptor, Intrinsic.Body body) {
        add(owner, name, descriptor, NO_CONSTANT, body);
    }

    void add(String owner, String name, String descriptor, int constant, Intrinsic.Body body) {
        MethodRef method = new MethodRef(owner, name, descriptor);
        if (rows.put(method, new Intrinsic(method, constant, body)) != null) {
            throw new IllegalStateException("two rows for " + method);
        }
    }

    public Optional<Intrinsic> find(MethodRef method) {
        return Optional.ofNullable(rows.get(method));
    }

    public Collection<Intrinsic> all() {
        return rows.values();
    }
}
