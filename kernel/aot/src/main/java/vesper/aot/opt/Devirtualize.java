package vesper.aot.opt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;
import vesper.aot.world.ClosedWorld;

/** Calls directly what a virtual call can only come to, as no other class has objects; and knows the class of what is known. */
public final class Devirtualize implements Pass {
    private final ClosedWorld world;
    private final Map<MethodRef, Set<MethodRef>> targets = new LinkedHashMap<>();

    public Devirtualize(ClosedWorld world) {
        this.world = world;
    }

    @Override
    public boolean run(Graph graph) {
        boolean changed = false;
        for (Block block : graph.blocks()) {
            for (Value value : block.values()) {
                if (value.op() == Op.CALL_VIRTUAL) {
                    Optional<MethodRef> only = only(value);
                    only.ifPresent(target -> direct(value, target));
                    changed |= only.isPresent();
                } else if (value.op() == Op.INSTANCE_OF && value.arg(0).op() == Op.OBJECT) {
                    Class<?> type = world.type((String) value.aux());
                    value.becomeConst(type.isInstance(value.arg(0).aux()) ? 1 : 0);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private Optional<MethodRef> only(Value call) {
        Value receiver = call.arg(0);
        if (receiver.op() == Op.OBJECT) {
            return world.resolve(call.callee(), receiver.aux().getClass());
        }
        Set<MethodRef> all = targets(call.callee());
        return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
    }

    /** What a virtual call can come to. */
    Set<MethodRef> targets(MethodRef declared) {
        return Objects.requireNonNull(targets.computeIfAbsent(declared, this::find));
    }

    private Set<MethodRef> find(MethodRef declared) {
        Set<MethodRef> found = new TreeSet<>();
        for (Class<?> type : world.instantiated()) {
            world.resolve(declared, type).ifPresent(found::add);
        }
        return found;
    }

    private static void direct(Value call, MethodRef target) {
        call.become(Op.CALL, call.type(), call.args()).aux(target);
    }
}
