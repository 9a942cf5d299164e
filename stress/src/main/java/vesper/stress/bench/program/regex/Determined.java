package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** A deterministic automaton that is made while it runs: a state is a set of instructions, found by a hash table. */
final class Determined extends Apart {
    private static final int STATES = 64;
    private static final int BUCKETS = 64;
    private static final int CHARACTERS = 128;
    private static final int UNKNOWN = -1;

    private final Automaton automaton;
    private final long[] low = longs(STATES);
    private final long[] high = longs(STATES);
    private final boolean[] accepting = new boolean[STATES + 64];
    private final short[] next = shorts(STATES * CHARACTERS);
    private final int[] buckets = ints(BUCKETS);
    private final int[] chain = ints(STATES);
    private final int[] stack = ints(Automaton.MOST * 2);
    private final byte[] groups = bytes(CHARACTERS);
    private final int[] blocks = ints(STATES);
    private final int[] newBlocks = ints(STATES);
    private int count;
    private int groupCount;
    private long newLow;
    private long newHigh;

    Determined(Automaton automaton) {
        this.automaton = automaton;
    }

    void begin() {
        count = 0;
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = UNKNOWN;
        }
        group();
        newLow = 0;
        newHigh = 0;
        close(0);
        state();
    }

    /** Characters between which no instruction can tell are one. */
    private void group() {
        for (int i = 0; i < CHARACTERS; i++) {
            groups[i] = 0;
        }
        groupCount = 1;
        for (int pc = 0; pc < automaton.count(); pc++) {
            if (automaton.op[pc] <= Automaton.SET) {
                divide(pc);
            }
        }
    }

    private void divide(int pc) {
        int before = groupCount;
        for (int group = 0; group < before; group++) {
            boolean some = false;
            boolean all = true;
            for (int i = 0; i < CHARACTERS; i++) {
                if (groups[i] == group) {
                    boolean takes = automaton.takes(pc, i);
                    some |= takes;
                    all &= takes;
                }
            }
            if (some && !all) {
                for (int i = 0; i < CHARACTERS; i++) {
                    if (groups[i] == group && automaton.takes(pc, i)) {
                        groups[i] = (byte) groupCount;
                    }
                }
                groupCount++;
            }
        }
    }

    private boolean has(int pc) {
        return ((pc < Long.SIZE ? newLow : newHigh) >>> pc & 1) != 0;
    }

    /** Adds an instruction to the new set, and what it leads to without a character. */
    private void close(int start) {
        int depth = 0;
        stack[depth++] = start;
        while (depth > 0) {
            int pc = stack[--depth];
            if (has(pc)) {
                continue;
            }
            if (pc < Long.SIZE) {
                newLow |= 1L << pc;
            } else {
                newHigh |= 1L << pc;
            }
            switch (automaton.op[pc]) {
                case Automaton.JUMP -> stack[depth++] = automaton.x[pc];
                case Automaton.SPLIT -> {
                    stack[depth++] = automaton.x[pc];
                    stack[depth++] = automaton.y[pc];
                }
                case Automaton.SAVE -> stack[depth++] = pc + 1;
                default -> depth += 0;
            }
        }
    }

    /** The number of the new set. */
    private int state() {
        int bucket = (int) (((newLow * 31 + newHigh) * 0x9e37_79b9_7f4a_7c15L) >>> 58);
        for (int state = buckets[bucket]; state != UNKNOWN; state = chain[state]) {
            if (low[state] == newLow && high[state] == newHigh) {
                return state;
            }
        }
        if (count == STATES) {
            throw new IllegalStateException("too many states");
        }
        int state = count++;
        low[state] = newLow;
        high[state] = newHigh;
        chain[state] = buckets[bucket];
        buckets[bucket] = state;
        accepting[state] = has(automaton.count() - 1);
        for (int i = 0; i < groupCount; i++) {
            next[state * CHARACTERS + i] = UNKNOWN;
        }
        return state;
    }

    private int step(int state, int character) {
        int place = state * CHARACTERS + groups[character];
        if (next[place] == UNKNOWN) {
            long fromLow = low[state];
            long fromHigh = high[state];
            newLow = 0;
            newHigh = 0;
            while (fromLow != 0) {
                int pc = Long.numberOfTrailingZeros(fromLow);
                fromLow &= fromLow - 1;
                if (automaton.takes(pc, character)) {
                    close(pc + 1);
                }
            }
            while (fromHigh != 0) {
                int pc = Long.SIZE + Long.numberOfTrailingZeros(fromHigh);
                fromHigh &= fromHigh - 1;
                if (automaton.takes(pc, character)) {
                    close(pc + 1);
                }
            }
            next[place] = (short) state();
        }
        return next[place];
    }

    /** The first place from which there is a match; -1 if there is none. */
    int search(byte[] text, int length, int from) {
        for (int start = from; start <= length; start++) {
            int state = 0;
            int at = start;
            while (!accepting[state] && at < length && (low[state] | high[state]) != 0) {
                state = step(state, text[at++]);
            }
            if (accepting[state]) {
                return start;
            }
        }
        return -1;
    }

    /** How many states there are once those that do the same are one (Moore's way), all ways being followed first. */
    int minimal() {
        for (int state = 0; state < count && count < STATES - 8; state++) {
            for (int i = 0; i < CHARACTERS && count < STATES - 8; i++) {
                step(state, i);
            }
        }
        int known = 1;
        for (int i = 0; i < count; i++) {
            blocks[i] = accepting[i] ? 1 : 0;
        }
        while (true) {
            int found = 0;
            for (int i = 0; i < count; i++) {
                int same = 0;
                while (same < i && !alike(same, i)) {
                    same++;
                }
                newBlocks[i] = same < i ? newBlocks[same] : found++;
            }
            for (int i = 0; i < count; i++) {
                blocks[i] = newBlocks[i];
            }
            if (found == known) {
                return found;
            }
            known = found;
        }
    }

    private boolean alike(int a, int b) {
        if (blocks[a] != blocks[b]) {
            return false;
        }
        for (int i = 0; i < groupCount; i++) {
            int x = next[a * CHARACTERS + i];
            int y = next[b * CHARACTERS + i];
            if (x != y && (x == UNKNOWN || y == UNKNOWN || blocks[x] != blocks[y])) {
                return false;
            }
        }
        return true;
    }
}
