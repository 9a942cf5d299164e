package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** One alternative after the other; what was tried once at a place is not tried again there. */
final class Backtracking extends Apart {
    private static final int LONGEST = 96;
    private static final int SLOTS = Threads.SLOTS;
    private static final int DEPTH = 1024;

    private final Automaton automaton;
    private final long[] tried = longs(Automaton.MOST * (LONGEST + 1) / Long.SIZE + 1);
    // of each alternative that is left: where in the program, and where in the text; or what to put back into a slot
    private final int[] places = ints(DEPTH);
    private final int[] positions = ints(DEPTH);

    final int[] found = ints(SLOTS);

    Backtracking(Automaton automaton) {
        this.automaton = automaton;
    }

    boolean search(byte[] text, int length, int from) {
        for (int i = 0; i < tried.length; i++) {
            tried[i] = 0;
        }
        for (int at = from; at <= length; at++) {
            for (int i = 0; i < SLOTS; i++) {
                found[i] = -1;
            }
            if (matches(text, length, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNew(int pc, int at) {
        int bit = at * Automaton.MOST + pc;
        long mask = 1L << bit;
        if ((tried[bit >>> 6] & mask) != 0) {
            return false;
        }
        tried[bit >>> 6] |= mask;
        return true;
    }

    private boolean matches(byte[] text, int length, int from) {
        int depth = 0;
        int pc = 0;
        int at = from;
        while (true) {
            boolean fails = !isNew(pc, at);
            if (!fails) {
                switch (automaton.op[pc]) {
                    case Automaton.MATCH -> {
                        return true;
                    }
                    case Automaton.JUMP -> pc = automaton.x[pc];
                    case Automaton.SPLIT -> {
                        places[depth] = automaton.y[pc];
                        positions[depth++] = at;
                        pc = automaton.x[pc];
                    }
                    case Automaton.SAVE -> {
                        int slot = automaton.x[pc];
                        if (slot < SLOTS) {
                            places[depth] = -1 - slot;
                            positions[depth++] = found[slot];
                            found[slot] = at;
                        }
                        pc++;
                    }
                    case Automaton.BEGIN, Automaton.END, Automaton.WORD_EDGE -> {
                        fails = !automaton.holds(pc, text, length, at);
                        pc++;
                    }
                    default -> {
                        fails = at == length || !automaton.takes(pc, text[at]);
                        pc++;
                        at++;
                    }
                }
            }
            if (fails) {
                while (depth > 0 && places[depth - 1] < 0) {
                    depth--;
                    found[-1 - places[depth]] = positions[depth];
                }
                if (depth == 0) {
                    return false;
                }
                depth--;
                pc = places[depth];
                at = positions[depth];
            }
        }
    }
}
