package vesper.stress.litmus.test;

/** {@code (* comments *)}, which nest. */
final class Comments {
    private Comments() {}

    /** The text with spaces for comments from {@code start} on; lines stay where they are. */
    static String blank(String file, String text, int start) throws LitmusSyntaxException {
        StringBuilder blanked = new StringBuilder(text);
        int from = text.indexOf("(*", start);
        while (from >= 0) {
            int to = end(new Cursor(file, text), from);
            for (int i = from; i < to; i++) {
                if (text.charAt(i) != '\n') {
                    blanked.setCharAt(i, ' ');
                }
            }
            from = text.indexOf("(*", to);
        }
        return blanked.toString();
    }

    /** Where the comment that begins at the cursor ends. */
    static int end(Cursor cursor) throws LitmusSyntaxException {
        return end(cursor, cursor.position());
    }

    private static int end(Cursor cursor, int start) throws LitmusSyntaxException {
        String text = cursor.text();
        int depth = 0;
        int place = start;
        do {
            if (text.startsWith("(*", place)) {
                depth++;
                place += 2;
            } else if (text.startsWith("*)", place)) {
                depth--;
                place += 2;
            } else if (place == text.length()) {
                cursor.moveTo(start);
                throw cursor.expectedOn(cursor.line(), "'*)' at the end of the comment", "the end of the file");
            } else {
                place++;
            }
        } while (depth > 0);
        return place;
    }
}
