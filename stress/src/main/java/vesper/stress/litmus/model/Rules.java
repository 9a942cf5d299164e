package vesper.stress.litmus.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which rules keep program order, and how they are read.
 *
 * @param active never changes
 */
record Rules(Set<Rule> active, ZalasrReading reading) {
    Rules {
        active = Set.copyOf(active);
    }

    static Rules of(Model model, ZalasrReading reading) {
        return new Rules(model.rules(), reading);
    }

    /** All but one: shows what the one is needed for. */
    Rules without(Rule rule) {
        Set<Rule> rest = EnumSet.copyOf(active);
        rest.remove(rule);
        return new Rules(rest, reading);
    }

    /** Whether a rule orders {@code a} before {@code b} whatever values loads return. */
    boolean order(HartView hart, Operation a, Operation b) {
        return a.before(b) && active.stream().anyMatch(rule -> !rule.looksAtSources() && rule.orders(hart, a, b));
    }

    /** Whether one does that depends on which values loads return. */
    boolean orderBySources(HartView hart, Operation a, Operation b) {
        return a.before(b) && active.stream().anyMatch(rule -> rule.looksAtSources() && rule.orders(hart, a, b));
    }

    /** All that order {@code a} before {@code b}. */
    EnumSet<Rule> ordering(HartView hart, Operation a, Operation b) {
        EnumSet<Rule> found = EnumSet.noneOf(Rule.class);
        if (a.before(b)) {
            active.stream().filter(rule -> rule.orders(hart, a, b)).forEach(found::add);
        }
        return found;
    }
}
