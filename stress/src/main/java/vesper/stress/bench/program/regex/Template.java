package vesper.stress.bench.program.regex;

import vesper.stress.bench.program.Apart;

/** Replaces what was found: {@code $1} is a group, {@code \U} and {@code \L} turn what follows to capitals or small letters. */
final class Template extends Apart {
    private static final int SIZE = 512;

    private final byte[] out = bytes(SIZE);
    private int length;
    private int letters;

    void begin() {
        length = 0;
    }

    void copy(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            put(text[i]);
        }
    }

    private void put(int character) {
        int shown = character;
        if (letters == 'U' && character >= 'a' && character <= 'z') {
            shown -= 'a' - 'A';
        } else if (letters == 'L' && character >= 'A' && character <= 'Z') {
            shown += 'a' - 'A';
        }
        out[length++] = (byte) shown;
    }

    void expand(String template, byte[] text, int[] found) {
        letters = 0;
        for (int i = 0; i < template.length(); i++) {
            char character = template.charAt(i);
            if (character == '$' && i + 1 < template.length()) {
                i++;
                int group = template.charAt(i) - '0';
                if (found[2 * group] >= 0 && found[2 * group + 1] >= 0) {
                    copy(text, found[2 * group], found[2 * group + 1]);
                }
            } else if (character == '\\') {
                i++;
                letters = template.charAt(i);
            } else {
                put(character);
            }
        }
        letters = 0;
    }

    long hash() {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + out[i];
        }
        return hash;
    }
}
