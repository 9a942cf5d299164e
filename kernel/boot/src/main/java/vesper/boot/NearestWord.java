package vesper.boot;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which known word was meant. */
final class NearestWord {
    private NearestWord() {}

    /** {@code "; did you mean X?"}, or nothing if no known word is near. */
    static String hint(String given, Collection<String> known) {
        int most = Math.max(1, given.replaceFirst("^-+", "").length() / 2);
        return known.stream()
                .filter(word -> Math.abs(given.length() - word.length()) <= most && distance(given, word) <= most)
                .min(Comparator.comparingInt(word -> distance(given, word)))
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }

    /** Levenshtein's: insertions, deletions and replacements of one character. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
