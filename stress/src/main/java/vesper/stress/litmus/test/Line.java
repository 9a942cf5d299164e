package vesper.stress.litmus.test;

import java.util.List;
import java.util.Optional;

/**
 * One cell of a thread's column.
 *
 * @param number of the file's line, counted from 1
 * @param labels that stand before the instruction
 * @param text the instruction as written, or empty
 * @param steps what it stands for: none for an empty cell, more than one for {@code li} of a large number
 * @param unsupported the mnemonic, if nothing here knows the instruction
 */
public record Line(int number, List<String> labels, String text, List<Step> steps, Optional<String> unsupported) {
    public Line {
        labels = List.copyOf(labels);
        steps = List.copyOf(steps);
    }
}
