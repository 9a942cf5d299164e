package vesper.hart.state;

/** Told of a failure inside a thread of the harts', on that thread. */
@FunctionalInterface
public interface FaultHandler {
    void fault(HartFault fault);
}
