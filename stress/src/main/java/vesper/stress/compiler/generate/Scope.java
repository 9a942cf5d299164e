package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a place in a program sees besides the program's statics. */
final class Scope {
    private final List<Variable> variables = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private boolean calls = true;
    private int loops;

    void add(Variable variable) {
        variables.add(variable);
    }

    void add(String text, JavaType type, boolean assignable) {
        add(new Variable(text, type, assignable));
    }

    List<Variable> matching(Predicate<Variable> wanted) {
        return variables.stream().filter(wanted).toList();
    }

    /** To be given to {@link #forget}. */
    int mark() {
        return variables.size();
    }

    /** Those in scope since, that can be assigned. */
    List<Variable> since(int mark) {
        return variables.subList(mark, variables.size()).stream()
                .filter(Variable::assignable)
                .toList();
    }

    void forget(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    /** Whether methods that may call others, and so use fuel, may be called. */
    boolean calls() {
        return calls;
    }

    void noCalls() {
        calls = false;
    }

    int loops() {
        return loops;
    }

    void enterLoop(String label) {
        labels.add(label);
        loops++;
    }

    void leaveLoop() {
        labels.removeLast();
        loops--;
    }

    /** Of the loops around, the outermost first. */
    List<String> labels() {
        return labels;
    }
}
