package vesper.stress.bench.program.json;

import vesper.stress.bench.program.Apart;

/** Writes orders at random, with all that a text may have: spaces, escapes, exponents. */
final class Maker extends Apart {
    private static final String[] NAMES = {
        "table",
        "chair",
        "lamp \\\"Lux\\\"",
        "Stra\\u00dfe",
        "caf\\u00e9\\n",
        "\\ud83d\\ude00",
        "a\\/b\\\\c\\t",
        "\\u001f"
    };
    private static final String[] NUMBERS = {"0", "-1", "12.50", "1e3", "-0.00125", "6.02214076E+23", "1e-7", "100"};

    private long random;

    long make(Text to, long seed) {
        random = seed;
        to.clear();
        to.put("{ \"id\": ");
        to.putNumber(next(100_000) - 50_000);
        to.put(", \"customer\" : {\"name\":\"");
        to.put(NAMES[next(NAMES.length)]);
        to.put("\",\"member\":");
        to.put(next(2) == 0 ? "true" : "false");
        to.put(", \"address\":null},\n\t\"items\": [");
        int count = 2 + next(3);
        for (int i = 0; i < count; i++) {
            to.put(i == 0 ? "" : ", ");
            item(to);
        }
        to.put("],\r\n \"tags\":[");
        int tags = next(3);
        for (int i = 0; i < tags; i++) {
            to.put(i == 0 ? "\"" : "\" , \"");
            to.put(NAMES[next(NAMES.length)]);
        }
        to.put(tags == 0 ? "], \"empty\": {} }" : "\"], \"matrix\":[[1,2],[3,[4]]]}");
        return random;
    }

    private void item(Text to) {
        to.put("{\"price\":");
        to.put(NUMBERS[next(NUMBERS.length)]);
        to.put(",\"name\": \"");
        to.put(NAMES[next(NAMES.length)]);
        to.put("\", \"count\":");
        to.putNumber(next(9) + 1);
        to.put("}");
    }

    private int next(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) % bound);
    }
}
