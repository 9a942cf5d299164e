package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.List;

/** Enumerates the ways through a program that asks for choices as it goes: run it, {@link #next}, run it again. */
final class Choices {
    private final List<Integer> chosen = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private int asked;

    /** A number below {@code count}. */
    int choose(int count) {
        if (asked == chosen.size()) {
            chosen.add(0);
            options.add(count);
        }
        return chosen.get(asked++);
    }

    /** Goes on to the next way; false if there is none. */
    boolean next() {
        asked = 0;
        while (!chosen.isEmpty()) {
            int choice = chosen.removeLast() + 1;
            int count = options.removeLast();
            if (choice < count) {
                chosen.add(choice);
                options.add(count);
                return true;
            }
        }
        return false;
    }
}
