package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** Pike's way: all alternatives step by step together, each with its own captures, the preferred one first. */
final class Threads extends Apart {
    static final int SLOTS = 8;

    private final Automaton automaton;
    private final int[] current = ints(Automaton.MOST);
    private final int[] following = ints(Automaton.MOST);
    // by instruction: the captures of the thread that is there
    private final int[] captures = ints(Automaton.MOST * SLOTS);
    private final int[] newCaptures = ints(Automaton.MOST * SLOTS);
    private final int[] mark = ints(Automaton.MOST);
    private final int[] slots = ints(SLOTS);
    private final int[] stack = ints(Automaton.MOST * 3);
    private final int[] saved = ints(Automaton.MOST * 3);
    private int generation;
    private int added;

    /** Of the match: begin and end, and of each group; -1 where there is none. */
    final int[] found = ints(SLOTS);

    Threads(Automaton automaton) {
        this.automaton = automaton;
    }

    boolean search(byte[] text, int length, int from) {
        int[] now = current;
        int[] next = following;
        int[] nowCaptures = captures;
        int[] nextCaptures = newCaptures;
        int count = 0;
        boolean matched = false;
        for (int at = from; at <= length; at++) {
            generation++;
            if (!matched) {
                // threads that began earlier are preferred, so they are marked first
                for (int i = 0; i < count; i++) {
                    mark[now[i]] = generation;
                }
                clearSlots();
                added = count;
                follow(now, nowCaptures, 0, text, length, at);
                count = added;
            }
            if (count == 0) {
                break;
            }
            generation++;
            added = 0;
            for (int i = 0; i < count; i++) {
                int pc = now[i];
                if (automaton.op[pc] == Automaton.MATCH) {
                    copy(nowCaptures, pc * SLOTS, found, 0);
                    matched = true;
                    break;
                }
                if (at < length && automaton.takes(pc, text[at])) {
                    copy(nowCaptures, pc * SLOTS, slots, 0);
                    follow(next, nextCaptures, pc + 1, text, length, at + 1);
                }
            }
            count = added;
            int[] swapped = now;
            now = next;
            next = swapped;
            swapped = nowCaptures;
            nowCaptures = nextCaptures;
            nextCaptures = swapped;
        }
        return matched;
    }

    private void clearSlots() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = -1;
        }
    }

    private static void copy(int[] from, int at, int[] to, int target) {
        for (int i = 0; i < SLOTS; i++) {
            to[target + i] = from[at + i];
        }
    }

    /** Adds what an instruction leads to without a character; a capture is put back once its way is done. */
    private void follow(int[] list, int[] listCaptures, int start, byte[] text, int length, int at) {
        int depth = 0;
        stack[depth] = start;
        saved[depth++] = 0;
        while (depth > 0) {
            int pc = stack[--depth];
            if (pc < 0) {
                slots[-1 - pc] = saved[depth];
                continue;
            }
            if (mark[pc] == generation) {
                continue;
            }
            mark[pc] = generation;
            switch (automaton.op[pc]) {
                case Automaton.JUMP -> stack[depth++] = automaton.x[pc];
                case Automaton.SPLIT -> {
                    stack[depth++] = automaton.y[pc];
                    stack[depth++] = automaton.x[pc];
                }
                case Automaton.SAVE -> {
                    int slot = automaton.x[pc];
                    if (slot < SLOTS) {
                        stack[depth] = -1 - slot;
                        saved[depth++] = slots[slot];
                        slots[slot] = at;
                    }
                    stack[depth++] = pc + 1;
                }
                case Automaton.BEGIN, Automaton.END, Automaton.WORD_EDGE -> {
                    if (automaton.holds(pc, text, length, at)) {
                        stack[depth++] = pc + 1;
                    }
                }
                default -> {
                    list[added++] = pc;
                    copy(slots, 0, listCaptures, pc * SLOTS);
                }
            }
        }
    }
}
