package vesper.hart.region;

import java.util.HashMap;
import java.util.Map;

/** Where in the method's local variables everything lies. */
final class Locals {
    static final int HART = 1;
    static final int ENTRY = 2;
    static final int BASE = 3;
    static final int X = 5;
    static final int LOADS = 6;
    static final int STORES = 7;
    static final int PORT = 8;
    static final int ATTENTION = 9;

    /** Instructions retired since the region was entered. */
    static final int RETIRED = 10;

    /** The number of the step that may trap. */
    static final int STEP = 12;

    /** The pc at which the region is left. */
    static final int NEXT = 13;

    /** Why it is left. */
    static final int EXIT = 15;

    static final int TEMPORARY = 17;
    static final int TRAP = 19;
    static final int F = 20;
    static final int FP_STATUS = 21;
    static final int FLAGS_AT_ENTRY = 22;
    static final int FRM = 23;

    /** 1 once a floating-point register was written. */
    static final int FLOATS_WRITTEN = 24;

    /** Loads, stores and atomics since the region was entered, where they are counted. */
    static final int ACCESSES = 25;

    private static final int FIRST_REGISTER = 27;

    private final Map<Integer, Integer> x = new HashMap<>();
    /** Where the ways of a unit's groups begin: two each. */
    final int firstWay;

    private final Map<Integer, Integer> words = new HashMap<>();
    private final Map<Integer, Integer> f = new HashMap<>();

    Locals(Shape shape) {
        int next = FIRST_REGISTER;
        for (int register : shape.usedX) {
            x.put(register, next);
            words.put(register, next + 2);
            next += 3;
        }
        for (int register : shape.usedF) {
            f.put(register, next);
            next += 2;
        }
        firstWay = next;
    }

    int x(int register) {
        return at(x, register, 'x');
    }

    /** The int that holds the same value, where {@link Words} knows that it does. */
    int word(int register) {
        return at(words, register, 'x');
    }

    int f(int register) {
        return at(f, register, 'f');
    }

    private static int at(Map<Integer, Integer> slots, int register, char file) {
        Integer slot = slots.get(register);
        if (slot == null) {
            throw new IllegalStateException("" + file + register + " has no local variable");
        }
        return slot;
    }
}
