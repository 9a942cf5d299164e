package vesper.aot.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The local variables and the operand stack between two instructions. A wide value is one entry of either. */
public final class Frame<S extends Slot> {
    private final Map<Integer, S> locals;
    private final List<S> stack;

    public Frame() {
        locals = new TreeMap<>();
        stack = new ArrayList<>();
    }

    /** A copy. */
    public Frame(Frame<S> other) {
        locals = new TreeMap<>(other.locals);
        stack = new ArrayList<>(other.stack);
    }

    /** The variables in use, by number. */
    public Map<Integer, S> locals() {
        return locals;
    }

    /** The operands, the top one last. */
    public List<S> stack() {
        return stack;
    }

    public S local(int number) {
        S slot = locals.get(number);
        if (slot == null) {
            throw new IllegalStateException("local variable " + number + " is not set");
        }
        return slot;
    }

    public void push(S slot) {
        stack.add(slot);
    }

    public S pop() {
        return stack.removeLast();
    }

    /** The top {@code count} operands, in the order they were pushed. */
    public List<S> pop(int count) {
        List<S> top = stack.subList(stack.size() - count, stack.size());
        List<S> popped = List.copyOf(top);
        top.clear();
        return popped;
    }

    /** Puts {@code fresh} wherever {@code old} is: an object has been initialised. */
    public void replace(S old, S fresh) {
        locals.replaceAll((number, slot) -> slot.equals(old) ? fresh : slot);
        stack.replaceAll(slot -> slot.equals(old) ? fresh : slot);
    }
}
